package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.NOW;
import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps 1 and 2: what is denied before any rule. */
final class AdmissionTest {
  private static final String ALLOW_ALL = "rules: [{ id: all, priority: 1, effect: allow }]";

  private final PolicyEngine engine = World.engine(ALLOW_ALL);

  private Reason reason(Request request) {
    Decision decision = engine.evaluate(request);
    if (decision.reason() != Reason.RULE) {
      assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
      assertThat(decision.determiningRules()).isEmpty();
    }
    return decision.reason();
  }

  @Test
  void admitsWhatIsInOrder() {
    assertThat(reason(request().build())).isEqualTo(Reason.RULE);
  }

  @Test
  void deniesWhatCouldNotBeReadAndSaysWhy() {
    Decision decision = engine.evaluate(Request.unreadable("no JSON"));
    assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
    assertThat(decision.reason()).isEqualTo(Reason.EVALUATION_ERROR);
    assertThat(decision.detail()).hasValue("no JSON");
  }

  @Test
  void deniesRequestWithoutTime() {
    assertThat(reason(request().time(null).build())).isEqualTo(Reason.EVALUATION_ERROR);
  }

  @Test
  void deniesTimesThatNoCalendarOfFourDigitsHas() {
    for (Instant time : List.of(Instant.MIN, Instant.MAX)) {
      assertThat(reason(request().time(time).build())).isEqualTo(Reason.EVALUATION_ERROR);
    }
  }

  @Test
  void deniesNumbersOutsideTheirDomain() {
    for (String number :
        List.of("-1", "0.5", "9223372036854775808", "1e999999999", "1e-999999999")) {
      Request request = request().attribute(Attribute.INPUT_TOKENS, new BigDecimal(number)).build();
      assertThat(reason(request)).as(number).isEqualTo(Reason.EVALUATION_ERROR);
    }
    Request negative = request().attribute(Attribute.RISK_SCORE, new BigDecimal("-0.1")).build();
    assertThat(reason(negative)).isEqualTo(Reason.EVALUATION_ERROR);
  }

  @Test
  void takesWholeNumbersHoweverWritten() {
    for (String number : List.of("0", "1.0", "9e2", "0e-999999999", "9223372036854775807")) {
      Request request = request().attribute(Attribute.INPUT_TOKENS, new BigDecimal(number)).build();
      assertThat(reason(request)).as(number).isEqualTo(Reason.RULE);
    }
  }

  @Test
  void deniesOtherEnvironmentOrTenant() {
    assertThat(reason(request().environment("dev").build())).isEqualTo(Reason.WRONG_BUNDLE);
    assertThat(reason(request().environment(null).build())).isEqualTo(Reason.WRONG_BUNDLE);
    assertThat(reason(request().environment("").build())).isEqualTo(Reason.WRONG_BUNDLE);
    assertThat(reason(request().tenant("other").build())).isEqualTo(Reason.WRONG_BUNDLE);
    assertThat(reason(request().tenant("").build())).isEqualTo(Reason.WRONG_BUNDLE);
  }

  @Test
  void takesAbsentTenantForDefault() {
    assertThat(reason(request().tenant(null).build())).isEqualTo(Reason.WRONG_BUNDLE);
  }

  @Test
  void deniesFromTheInstantOfExpiryOn() {
    assertThat(reason(request().expiry(NOW.plusNanos(1)).build())).isEqualTo(Reason.RULE);
    assertThat(reason(request().expiry(NOW).build())).isEqualTo(Reason.IDENTITY_EXPIRED);
    assertThat(reason(request().expiry(Instant.MIN).build())).isEqualTo(Reason.IDENTITY_EXPIRED);
    assertThat(reason(request().expiry(Instant.MAX).build())).isEqualTo(Reason.RULE);
  }

  @Test
  void grantsClockSkewToTheNanosecond() {
    PolicyEngine skewed = World.company().header("identity: { clockSkew: 30s }").compile(ALLOW_ALL);
    Instant edge = NOW.minusSeconds(30);
    assertThat(skewed.evaluate(request().expiry(edge).build()).reason())
        .isEqualTo(Reason.IDENTITY_EXPIRED);
    assertThat(skewed.evaluate(request().expiry(edge.plusNanos(1)).build()).reason())
        .isEqualTo(Reason.RULE);
    assertThat(skewed.evaluate(request().expiry(Instant.MAX).build()).reason())
        .isEqualTo(Reason.RULE);
  }

  @Test
  void deniesIdentityWithoutExpiryOnlyWhereRequired() {
    Request request = request().expiry(null).build();
    assertThat(reason(request)).isEqualTo(Reason.IDENTITY_MISSING_EXPIRY);
    PolicyEngine lenient =
        World.company().header("identity: { requireExpiry: false }").compile(ALLOW_ALL);
    assertThat(lenient.evaluate(request).reason()).isEqualTo(Reason.RULE);
    assertThat(lenient.evaluate(request().expiry(NOW).build()).reason())
        .as("an expiry that is there is checked all the same")
        .isEqualTo(Reason.IDENTITY_EXPIRED);
  }

  @Test
  void givesTheFirstReasonOfSeveral() {
    assertThat(reason(request().environment("dev").time(null).build()))
        .isEqualTo(Reason.EVALUATION_ERROR);
    assertThat(reason(request().environment("dev").expiry(NOW).build()))
        .isEqualTo(Reason.WRONG_BUNDLE);
    assertThat(reason(request().expiry(NOW).model("ghost").build()))
        .isEqualTo(Reason.IDENTITY_EXPIRED);
  }
}
