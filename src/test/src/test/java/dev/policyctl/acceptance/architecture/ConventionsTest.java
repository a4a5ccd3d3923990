package dev.policyctl.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What classes are called, what is public, and what nobody calls. */
@AnalyzeClasses(
    packages = "dev.policyctl",
    importOptions = {ImportOption.DoNotIncludeTests.class, NoTestJars.class})
class ConventionsTest {

  /** What a gateway's developer sees; a new name here is a promise for years. */
  private static final List<String> EVALUATOR_API =
      List.of(
          "AuthZen",
          "ClassMatches",
          "CompiledPolicy",
          "Decision",
          "DecisionObligation",
          "Explanation",
          "InMemoryLimiter",
          "InvalidPolicyException",
          "Limiter",
          "PolicyEngine",
          "PolicyIdentity",
          "RankedRule",
          "Reason",
          "Request",
          "ResolvedRequest",
          "RuleView",
          "SelectorEntry",
          "Usage");

  @ArchTest
  static void theEvaluatorsApiIsThisList(JavaClasses all) {
    assertThat(
            all.stream()
                .filter(c -> c.getPackageName().equals("dev.policyctl.evaluator"))
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC) && c.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .sorted())
        .containsExactlyElementsOf(EVALUATOR_API);
  }

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Base)(\\$.*)?")
          .orShould()
          .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*");

  @ArchTest
  static final ArchRule streamsAreHandedIn =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule nobodyLogs =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..");

  @ArchTest
  static final ArchRule onlyTheEntryPointEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.policyctl.cli.Policyctl")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule theClockIsHandedIn =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.policyctl.cli.Policyctl")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(java.time.ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC")
          .orShould()
          .callMethod(java.time.Clock.class, "systemDefaultZone");

  @ArchTest
  static void noCommandCallsAnother(JavaClasses all) {
    List<JavaClass> commands =
        all.stream()
            .filter(c -> c.getPackageName().equals("dev.policyctl.cli.command"))
            .filter(c -> c.getSimpleName().endsWith("Command"))
            .toList();
    assertThat(commands)
        .hasSizeGreaterThan(5)
        .allMatch(
            command ->
                command.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass())
                    .noneMatch(target -> commands.contains(target) && !target.equals(command)));
  }

  @ArchTest
  static final ArchRule classesAreFinalUnlessMadeToBeExtended =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and()
          .areNotAnonymousClasses()
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses all) {
    List<JavaPackage> packages = all.stream().map(JavaClass::getPackage).distinct().toList();
    assertThat(packages).hasSizeGreaterThan(10).allMatch(p -> p.isAnnotatedWith(NullMarked.class));
  }
}
