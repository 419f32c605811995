import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints, one a line, what a file breaks of OWL 2 DL and RL, and what HermiT finds wrong in it. */
public class Profile {
  public static void main(String[] arguments) throws Exception {
    OWLOntology ontology =
        OWLManager.createOWLOntologyManager()
            .loadOntologyFromOntologyDocument(new File(arguments[0]));
    violations("DL", new OWL2DLProfile(), ontology);
    violations("RL", new OWL2RLProfile(), ontology);
    System.out.println("axioms " + ontology.getAxiomCount());
    try {
      reason(new Reasoner(ontology));
    } catch (RuntimeException error) {
      // HermiT refuses what is outside OWL 2 DL, such as a datatype it does not know.
      System.out.println("refused " + String.valueOf(error.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static void reason(Reasoner hermit) {
    boolean consistent = hermit.isConsistent();
    System.out.println("consistent " + consistent);
    if (consistent) {
      for (OWLClass unsatisfiable : hermit.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
        System.out.println("unsatisfiable " + unsatisfiable.getIRI());
      }
    }
  }

  private static void violations(String name, OWLProfile profile, OWLOntology ontology) {
    List<String> lines = new ArrayList<>();
    for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
      lines.add(name + " " + violation.toString().replaceAll("\\s+", " "));
    }
    Collections.sort(lines);
    lines.forEach(System.out::println);
  }
}
