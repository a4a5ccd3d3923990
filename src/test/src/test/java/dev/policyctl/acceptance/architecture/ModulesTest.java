package dev.policyctl.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Data flows one way, and every library has one home. */
@AnalyzeClasses(
    packages = "dev.policyctl",
    importOptions = {ImportOption.DoNotIncludeTests.class, NoTestJars.class})
class ModulesTest {

  private static ArchRule mayUse(String module, String... others) {
    String[] allowed = java.util.Arrays.copyOf(others, others.length + 1);
    allowed[others.length] = module;
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackages("dev.policyctl..")));
  }

  private static ArchRule atHome(String library, String... homes) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .and()
        .resideInAPackage("dev.policyctl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static final String MODEL = "dev.policyctl.model..";
  private static final String EVALUATOR = "dev.policyctl.evaluator..";
  private static final String ANALYSIS = "dev.policyctl.analysis..";
  private static final String SUITES = "dev.policyctl.suites..";
  private static final String REPO = "dev.policyctl.repo..";
  private static final String SIGNING = "dev.policyctl.signing..";
  private static final String TRUST = "dev.policyctl.trust..";
  private static final String BUNDLE = "dev.policyctl.bundle..";
  private static final String VALIDATORS = "dev.policyctl.validators..";

  @ArchTest static final ArchRule modelUsesNoOther = mayUse(MODEL);
  @ArchTest static final ArchRule evaluatorUsesModel = mayUse(EVALUATOR, MODEL);
  @ArchTest static final ArchRule analysisUsesTheEvaluator = mayUse(ANALYSIS, MODEL, EVALUATOR);

  @ArchTest
  static final ArchRule suitesUseTheEvaluator = mayUse(SUITES, MODEL, EVALUATOR, ANALYSIS);

  @ArchTest static final ArchRule repoUsesModel = mayUse(REPO, MODEL);

  @ArchTest static final ArchRule signingUsesNoOther = mayUse(SIGNING);

  @ArchTest static final ArchRule trustUsesSignatures = mayUse(TRUST, MODEL, REPO, SIGNING);

  @ArchTest
  static final ArchRule bundleUsesTheEvaluator = mayUse(BUNDLE, MODEL, EVALUATOR, SIGNING);

  @ArchTest
  static final ArchRule validatorsUseNoCommand =
      mayUse(VALIDATORS, MODEL, EVALUATOR, ANALYSIS, SUITES, REPO, TRUST);

  @ArchTest
  static final ArchRule packagesHaveNoCycle =
      slices().matching("dev.policyctl.(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule gitIsAtHomeInRepo = atHome("org.eclipse.jgit..", REPO);

  @ArchTest
  static final ArchRule cryptographyIsAtHomeInSigning = atHome("org.bouncycastle..", SIGNING);

  @ArchTest
  static final ArchRule yamlIsAtHomeInText =
      atHome("org.snakeyaml..", "dev.policyctl.model.text..");

  @ArchTest
  static final ArchRule jsonSchemaIsAtHomeInModel =
      atHome("com.networknt..", "dev.policyctl.model.schema..");

  @ArchTest
  static final ArchRule jsonIsAtHomeWhereItIsReadAndWritten =
      atHome(
          "tools.jackson..",
          "dev.policyctl.model.schema..",
          EVALUATOR,
          REPO,
          TRUST,
          BUNDLE,
          "dev.policyctl.cli.render..");

  @ArchTest
  static final ArchRule commandLinesAreAtHomeInCli = atHome("picocli..", "dev.policyctl.cli..");

  @ArchTest
  static final ArchRule coloursAreAtHomeInRender =
      atHome("org.fusesource..", "dev.policyctl.cli.render..");

  @ArchTest
  static final ArchRule nobodyTakesAnotherLibraryIn =
      noClasses()
          .that()
          .resideInAPackage("dev.policyctl..")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages(
                  "dev.policyctl..",
                  "java..",
                  "javax.security.auth.x500..",
                  "org.jspecify..",
                  "org.eclipse.jgit..",
                  "org.bouncycastle..",
                  "org.snakeyaml..",
                  "com.networknt..",
                  "tools.jackson..",
                  "picocli..",
                  "org.fusesource.."));

  @ArchTest
  static final ArchRule theEvaluatorTouchesNoFileAndNoNetwork =
      noClasses()
          .that()
          .resideInAPackage(EVALUATOR)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
                  .and(JavaClass.Predicates.resideOutsideOfPackage("java.util.concurrent.atomic"))
                  .and(JavaClass.Predicates.simpleNameStartingWith("Concurrent").negate())
                  .or(JavaClass.Predicates.assignableTo(java.io.File.class))
                  .or(JavaClass.Predicates.assignableTo(java.io.InputStream.class))
                  .or(JavaClass.Predicates.assignableTo(java.io.FileReader.class))
                  .or(JavaClass.Predicates.assignableTo(java.io.FileWriter.class))
                  .as("files, the network or threads"));
}
