package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two dimensions against each other. */
class MatrixTest {
  private static final String AS_OF = "2026-09-01T09:00:00Z";

  @TempDir Path temp;

  private Program sound(int exit) {
    return Program.exits(exit).in(Folder.sound(temp).path());
  }

  @Test
  void printsRolesAgainstClassifications() {
    sound(0)
        .prints(
            """
            prod/acme: role × classification, 2 combinations behind each cell

              ROLE      pii      public  TOTAL
              analyst   mixed    allow   3 allow
                        1 allow
              employee  deny     allow   2 allow
              TOTAL     1 allow  allow   5 allow

            8 combinations: 5 allowed, 3 denied

            work tree, as of 2026-09-01T09:00:00Z
            """)
        .run("matrix", "--as-of", AS_OF);
  }

  @Test
  void printsAnyTwoDimensionsAndUnregisteredValuesOnDemand() {
    sound(0)
        .prints(
            """
            prod/acme: model × role, 12 combinations behind each cell

              MODEL               analyst  employee  $unknown  $missing  TOTAL
              openai/gpt-4o       mixed    mixed     deny      deny      3 allow
                                  2 allow  1 allow
              openai/o3           mixed    mixed     deny      deny      2 allow
                                  1 allow  1 allow
              $unknown, $missing  deny     deny      deny      deny      deny
              TOTAL               3 allow  2 allow   deny      deny      5 allow

            192 combinations: 5 allowed, 187 denied

            work tree, as of 2026-09-01T09:00:00Z
            """)
        .run("matrix", "--as-of", AS_OF, "--rows", "model", "--columns", "role", "--unregistered");
  }

  @Test
  void printsEveryPolicyUnlessOneIsNamed() {
    Result result =
        Program.exits(0)
            .says("dev/acme: role × classification", "staging/globex: role × classification")
            .run("matrix", "-C", Place.EXAMPLES.resolve("acme"));
    assertThat(result.out()).contains("lets in unregistered or missing values");
  }

  @Test
  void undeterminedIsNeitherEmptyNorDenied() {
    Result result =
        sound(4)
            .says("undetermined: the budget did not suffice for", "at least 0 combinations")
            .run("matrix", "--budget", "1");
    assertThat(result.out()).doesNotContain("deny", "empty");
  }

  @Test
  void rolesWithEqualRowsShareALine() {
    Folder folder = Folder.sound(temp);
    StringBuilder roles = new StringBuilder("schemaVersion: 1\nroles:\n  employee: {}\n");
    roles.append("  analyst: { inherits: [employee] }\n");
    for (int team = 0; team < 5000; team++) {
      roles.append("  team-").append(team).append("/user: { inherits: [employee] }\n");
      roles.append("  team-").append(team).append("/guest: {}\n");
    }
    folder.write("registries/roles.yaml", roles.toString());
    Result result =
        Program.exits(0)
            .says("*/user, employee (5,001)", "*/guest (5,000)")
            .run("matrix", "-C", folder.path());
    assertThat(result.lines()).hasSizeLessThan(20);
  }

  @Test
  void refusesOneDimensionTwice() {
    sound(2)
        .complainsOf("rows and columns are one dimension, `role`")
        .run("matrix", "--columns", "roles");
    sound(2).complainsOf("did you mean `route`?").run("matrix", "--rows", "ruote");
  }
}
