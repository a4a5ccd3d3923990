package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestTest {

  @Test
  void staysAsItWasWhenItsBuilderGoesOn() {
    Request.Builder builder = request();
    Request first = builder.build();
    Request second =
        builder.route("chat").attribute(Attribute.INPUT_TOKENS, BigDecimal.ONE).build();
    assertThat(first.values(Dimension.ROUTES)).containsExactly("support/chat");
    assertThat(first.attribute(Attribute.INPUT_TOKENS)).isEmpty();
    assertThat(second.values(Dimension.ROUTES)).containsExactly("chat");
  }

  @Test
  void copiesAllThatItHolds() {
    Request request =
        request().tool("search").attribute(Attribute.RISK_SCORE, BigDecimal.ONE).build();
    Request copy = request.toBuilder().build();
    for (Dimension dimension : Dimension.values()) {
      assertThat(copy.values(dimension)).isEqualTo(request.values(dimension));
    }
    assertThat(copy.subjectId()).isEqualTo(request.subjectId());
    assertThat(copy.expiry()).isEqualTo(request.expiry());
    assertThat(copy.attribute(Attribute.RISK_SCORE)).hasValue(BigDecimal.ONE);
  }

  @Test
  void takesNullForAbsence() {
    Request request =
        request()
            .route(null)
            .model(null)
            .attribute(Attribute.RISK_SCORE, BigDecimal.ONE)
            .attribute(Attribute.RISK_SCORE, null)
            .build();
    assertThat(request.values(Dimension.ROUTES)).isEmpty();
    assertThat(request.values(Dimension.MODELS)).isEmpty();
    assertThat(request.attribute(Attribute.RISK_SCORE)).isEmpty();
  }

  @Test
  void refusesSeveralValuesWhereARequestHasOne() {
    assertThatThrownBy(() -> request().values(Dimension.MODELS, List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ordersReasonsByPrecedence() {
    assertThat(Reason.all()).isSorted();
    assertThat(Reason.all().stream().map(Reason::code))
        .containsSequence("unknown_action", "missing_role", "missing_route")
        .startsWith("evaluation_error", "wrong_bundle", "identity_expired")
        .endsWith("missing_classification", "rule", "default", "limit")
        .doesNotContain("missing_tool");
    assertThat(Reason.ofCode("unknown_model")).hasValue(Reason.unknown(Dimension.MODELS));
    assertThat(Reason.ofCode("because")).isEmpty();
    assertThat(Reason.unknown(Dimension.TOOLS).silence()).isTrue();
    assertThat(Reason.RULE.silence()).isFalse();
    assertThatThrownBy(() -> Reason.missing(Dimension.TOOLS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
