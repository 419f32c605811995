import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
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
import org.eclipse.rdf4j.query.*;
import org.eclipse.rdf4j.query.algebra.Clear;
import org.eclipse.rdf4j.query.algebra.QueryModelNode;
import org.eclipse.rdf4j.query.algebra.StatementPattern;
import org.eclipse.rdf4j.query.algebra.UpdateExpr;
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
 * <p>Arguments: way, port, longest silence of a server in seconds, the addresses that take queries. The way
 * is `fedx` (the engine as it comes: it splits a query and sends each server its part) or `patterns` (each
 * server is asked once for the statements that the patterns of the query can match, and RDF4J runs the query
 * on the union of these). An answer is whole or an error that names the server that did not answer. By `patterns`
 * updates are taken too: they run on the same union, what they take away is taken from every server, and what
 * they add goes to the server named first.
 */
public final class Federation {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  /** A server: where it takes queries, and the line to it. */
  private record Member(String address, SPARQLRepository line) {}

  public static void main(String[] arguments) throws IOException {
    int seconds = Integer.parseInt(arguments[2]);
    List<String> servers = Arrays.asList(arguments).subList(3, arguments.length);
    InetSocketAddress place = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
    HttpServer http = HttpServer.create(place, 0);
    http.setExecutor(THREADS);
    if ("fedx".equals(arguments[0])) {
      Repository all = FedXFactory.newFederation().withSparqlEndpoints(servers)
          .withConfig(new FedXConfig().withEnforceMaxQueryTime(seconds)).create();
      all.init();
      http.createContext("/sparql", exchange -> answer(query -> all, exchange));
    } else {
      List<Member> members = members(servers, seconds * 1000);
      http.createContext("/sparql",
          exchange -> answer(query -> union(members, matched(query)), exchange));
      http.createContext("/update", exchange -> change(members, exchange));
    }
    http.start();
  }

  private static List<Member> members(List<String> servers, int silence) {
    RequestConfig patience =
        RequestConfig.custom().setConnectTimeout(silence).setSocketTimeout(silence).build();
    var client = HttpClients.custom().setDefaultRequestConfig(patience).disableAutomaticRetries()
        .setMaxConnPerRoute(8).setMaxConnTotal(8 * servers.size()).build();
    List<Member> members = new ArrayList<>();
    for (String server : servers) {
      SPARQLRepository line = new SPARQLRepository(server, server.replaceAll("/query$", "/update"));
      line.setHttpClient(client);
      line.init();
      members.add(new Member(server, line));
    }
    return members;
  }

  /** Return a store with all statements of the servers that match one of the patterns. */
  private static Repository union(List<Member> members, Set<List<Value>> patterns) {
    Repository all = new SailRepository(new MemoryStore());
    if (patterns.isEmpty()) return all;
    String wanted = statements(patterns);
    List<Future<List<BindingSet>>> parts = new ArrayList<>();
    for (Member member : members) parts.add(THREADS.submit(() -> rows(member.line(), wanted)));
    try (RepositoryConnection store = all.getConnection()) {
      store.begin();
      for (int number = 0; number < parts.size(); number++) {
        for (BindingSet row : held(parts.get(number), members.get(number).address())) {
          store.add((Resource) row.getValue("s"), (IRI) row.getValue("p"), row.getValue("o"),
              (Resource) row.getValue("g"));
        }
      }
      store.commit();
    }
    return all;
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
    collect(QueryParserUtil.parseQuery(QueryLanguage.SPARQL, query, null).getTupleExpr(), found);
    return widest(found);
  }

  /** Return the patterns of an update: what it reads, what it may take away, and graphs it clears whole. */
  private static Set<List<Value>> changed(String update) {
    Set<List<Value>> found = new LinkedHashSet<>();
    for (UpdateExpr step : QueryParserUtil.parseUpdate(QueryLanguage.SPARQL, update, null).getUpdateExprs()) {
      if (step instanceof Clear clear) {
        Value graph = clear.getGraph() == null ? null : clear.getGraph().getValue();
        found.add(Arrays.asList(null, null, null, graph));
      } else {
        collect(step, found);
      }
    }
    return widest(found);
  }

  private static void collect(QueryModelNode part, Set<List<Value>> found) {
    part.visit(new AbstractQueryModelVisitor<RuntimeException>() {
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
  }

  private static Set<List<Value>> widest(Set<List<Value>> found) {
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
      String triple = String.join(" ", terms.subList(0, 3));
      ways.add("{ GRAPH " + terms.get(3) + " { " + triple + " }" + known + " }");
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
    send(exchange, status, type, body.toByteArray());
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void change(List<Member> members, HttpExchange exchange) throws IOException {
    int status = 200;
    byte[] said = new byte[0];
    try {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try (RepositoryConnection store = union(members, changed(text)).getConnection()) {
        Set<String> before = lines(store);
        store.prepareUpdate(QueryLanguage.SPARQL, text).execute();
        Set<String> after = lines(store);
        for (Member member : members) write(member, "DELETE", less(before, after));
        write(members.get(0), "INSERT", less(after, before));
      }
    } catch (Exception error) {
      status = error instanceof MalformedQueryException ? 400 : 502;
      said = String.valueOf(error.getMessage()).getBytes(StandardCharsets.UTF_8);
    }
    send(exchange, status, "text/plain; charset=utf-8", said);
  }

  /** Return the statements of a store, each with its graph as the text of an update has it. */
  private static Set<String> lines(RepositoryConnection store) {
    return store.getStatements(null, null, null).stream()
        .map(each -> "GRAPH " + NTriplesUtil.toNTriplesString(each.getContext()) + " { "
            + NTriplesUtil.toNTriplesString(each.getSubject()) + " "
            + NTriplesUtil.toNTriplesString(each.getPredicate()) + " "
            + NTriplesUtil.toNTriplesString(each.getObject()) + " }")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> less(Set<String> all, Set<String> those) {
    return all.stream().filter(line -> !those.contains(line)).toList();
  }

  private static void write(Member member, String what, List<String> lines) {
    if (lines.isEmpty()) return;
    try (RepositoryConnection line = member.line().getConnection()) {
      line.prepareUpdate(what + " DATA {\n" + String.join("\n", lines) + "\n}").execute();
    } catch (RuntimeException error) {
      throw new IllegalStateException("Not all was written: " + member.address() + " did not take its part ("
          + error.getMessage() + "). Run it again.", error);
    }
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
