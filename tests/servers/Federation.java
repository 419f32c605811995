import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;
import org.eclipse.rdf4j.federated.FedXConfig;
import org.eclipse.rdf4j.federated.FedXFactory;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.query.BindingSet;
import org.eclipse.rdf4j.query.BooleanQuery;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.MalformedQueryException;
import org.eclipse.rdf4j.query.Query;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.query.QueryResults;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.algebra.StatementPattern;
import org.eclipse.rdf4j.query.algebra.Var;
import org.eclipse.rdf4j.query.algebra.helpers.AbstractQueryModelVisitor;
import org.eclipse.rdf4j.query.impl.SimpleDataset;
import org.eclipse.rdf4j.query.parser.QueryParserUtil;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLBooleanJSONWriter;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.repository.Repository;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.repository.sparql.SPARQLRepository;
import org.eclipse.rdf4j.rio.helpers.NTriplesUtil;
import org.eclipse.rdf4j.rio.ntriples.NTriplesWriter;
import org.eclipse.rdf4j.sail.memory.MemoryStore;

/**
 * Several SPARQL servers asked as one, by RDF4J: a SPARQL endpoint on loopback.
 *
 * <p>Arguments: way, port, longest silence of a server in seconds, the addresses that take queries. The way is
 * `fedx` (the engine as it comes: it splits a query and sends each server its part) or `patterns` (each server
 * is asked once for the statements that the patterns of the query can match, and RDF4J runs the query on the
 * union of these). An answer is whole or an error that names the server that did not answer.
 */
public final class Federation {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  public static void main(String[] arguments) throws IOException {
    int seconds = Integer.parseInt(arguments[2]);
    List<String> servers = Arrays.asList(arguments).subList(3, arguments.length);
    Function<String, Repository> sources =
        "fedx".equals(arguments[0]) ? fedx(servers, seconds) : patterns(servers, seconds);
    InetSocketAddress place = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
    HttpServer http = HttpServer.create(place, 0);
    http.setExecutor(THREADS);
    http.createContext("/sparql", exchange -> answer(sources, exchange));
    http.start();
  }

  private static Function<String, Repository> fedx(List<String> servers, int seconds) {
    FedXConfig settings = new FedXConfig().withEnforceMaxQueryTime(seconds);
    Repository all =
        FedXFactory.newFederation().withSparqlEndpoints(servers).withConfig(settings).create();
    all.init();
    return query -> all;
  }

  /** Return what makes, for a query, a store with all statements that its patterns can match. */
  private static Function<String, Repository> patterns(List<String> servers, int seconds) {
    RequestConfig patience = RequestConfig.custom()
        .setConnectTimeout(seconds * 1000).setSocketTimeout(seconds * 1000).build();
    var line = HttpClients.custom().setDefaultRequestConfig(patience).disableAutomaticRetries()
        .setMaxConnPerRoute(8).setMaxConnTotal(8 * servers.size()).build();
    List<SPARQLRepository> members = new ArrayList<>();
    for (String server : servers) {
      SPARQLRepository member = new SPARQLRepository(server);
      member.setHttpClient(line);
      member.init();
      members.add(member);
    }
    return query -> {
      Set<List<Value>> patterns = matched(query);
      Repository all = new SailRepository(new MemoryStore());
      if (patterns.isEmpty()) return all;
      String wanted = statements(patterns);
      List<Future<List<BindingSet>>> parts = new ArrayList<>();
      for (SPARQLRepository member : members) parts.add(THREADS.submit(() -> rows(member, wanted)));
      try (RepositoryConnection store = all.getConnection()) {
        store.begin();
        for (int number = 0; number < parts.size(); number++) {
          for (BindingSet row : held(parts.get(number), servers.get(number))) {
            store.add((Resource) row.getValue("s"), (IRI) row.getValue("p"), row.getValue("o"),
                (Resource) row.getValue("g"));
          }
        }
        store.commit();
      }
      return all;
    };
  }

  private static List<BindingSet> rows(SPARQLRepository member, String query) {
    try (RepositoryConnection line = member.getConnection()) {
      return QueryResults.asList(line.prepareTupleQuery(query).evaluate());
    }
  }

  private static List<BindingSet> held(Future<List<BindingSet>> part, String server) {
    try {
      return part.get();
    } catch (ExecutionException | InterruptedException error) {
      Throwable cause = error;
      while (cause.getCause() != null) cause = cause.getCause();
      throw new IllegalStateException("The answer would be partial, so none is given: " + server
          + " did not answer to the end (" + cause.getMessage() + ").", error);
    }
  }

  /** Return the patterns of a query, those left out that another one includes; null stands for any term. */
  private static Set<List<Value>> matched(String query) {
    Set<List<Value>> found = new LinkedHashSet<>();
    QueryParserUtil.parseQuery(QueryLanguage.SPARQL, query, null).getTupleExpr()
        .visit(new AbstractQueryModelVisitor<RuntimeException>() {
          @Override
          public void meet(StatementPattern pattern) {
            List<Value> terms = new ArrayList<>();
            for (Var each : Arrays.asList(pattern.getSubjectVar(), pattern.getPredicateVar(),
                pattern.getObjectVar(), pattern.getContextVar())) {
              terms.add(each == null ? null : each.getValue());
            }
            found.add(terms);
          }
        });
    return found.stream()
        .filter(one -> found.stream().noneMatch(other -> other != one && includes(other, one)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean includes(List<Value> wide, List<Value> narrow) {
    for (int place = 0; place < 4; place++) {
      if (wide.get(place) != null && !wide.get(place).equals(narrow.get(place))) return false;
    }
    return true;
  }

  /** Return the query for all statements that match one of the patterns, with their graphs. */
  private static String statements(Set<List<Value>> patterns) {
    List<String> names = List.of("?s", "?p", "?o", "?g");
    List<String> ways = new ArrayList<>();
    for (List<Value> pattern : patterns) {
      List<String> terms = new ArrayList<>();
      StringBuilder known = new StringBuilder();
      for (int place = 0; place < 4; place++) {
        Value value = pattern.get(place);
        terms.add(value == null ? names.get(place) : NTriplesUtil.toNTriplesString(value));
        if (value != null) known.append(" BIND ( ").append(terms.get(place)).append(" AS ")
            .append(names.get(place)).append(" )");
      }
      ways.add("{ GRAPH " + terms.get(3) + " { " + String.join(" ", terms.subList(0, 3)) + " }" + known + " }");
    }
    return "SELECT ?s ?p ?o ?g WHERE { " + String.join(" UNION ", ways) + " }";
  }

  private static void answer(Function<String, Repository> sources, HttpExchange exchange) throws IOException {
    int status = 200;
    String type = "application/sparql-results+json";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      Map<String, List<String>> asked = asked(exchange);
      String text = String.join("", asked.getOrDefault("query", List.of()));
      try (RepositoryConnection store = sources.apply(text).getConnection()) {
        Query query = store.prepareQuery(QueryLanguage.SPARQL, text);
        restrict(query, asked);
        if (query instanceof BooleanQuery ask) {
          new SPARQLBooleanJSONWriter(body).handleBoolean(ask.evaluate());
        } else if (query instanceof GraphQuery construct) {
          type = "application/n-triples";
          construct.evaluate(new NTriplesWriter(body));
        } else {
          ((TupleQuery) query).evaluate(new SPARQLResultsJSONWriter(body));
        }
      }
    } catch (Exception error) {
      status = error instanceof MalformedQueryException ? 400 : 502;
      type = "text/plain; charset=utf-8";
      body.reset();
      body.writeBytes(String.valueOf(error.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.size());
    exchange.getResponseBody().write(body.toByteArray());
    exchange.close();
  }

  /** Have a query run on the graphs that the request names, if it names any. */
  private static void restrict(Query query, Map<String, List<String>> asked) {
    List<String> merged = asked.getOrDefault("default-graph-uri", List.of());
    List<String> named = asked.getOrDefault("named-graph-uri", List.of());
    if (merged.isEmpty() && named.isEmpty()) return;
    SimpleDataset dataset = new SimpleDataset();
    merged.forEach(graph -> dataset.addDefaultGraph(SimpleValueFactory.getInstance().createIRI(graph)));
    named.forEach(graph -> dataset.addNamedGraph(SimpleValueFactory.getInstance().createIRI(graph)));
    query.setDataset(dataset);
  }

  /** Return what a request says, by name: the parts of its form, or of its address. */
  private static Map<String, List<String>> asked(HttpExchange exchange) throws IOException {
    String form = "POST".equals(exchange.getRequestMethod())
        ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
        : String.valueOf(exchange.getRequestURI().getRawQuery());
    return Arrays.stream(form.split("&")).map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2)
        .collect(Collectors.groupingBy(pair -> pair[0], Collectors.mapping(
            pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), Collectors.toList())));
  }
}
