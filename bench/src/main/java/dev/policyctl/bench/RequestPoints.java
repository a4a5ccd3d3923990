package dev.policyctl.bench;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Random requests that a rule matches, as engines take them. */
final class RequestPoints {
  private final CompiledPolicy policy;
  private final RuleBoxes boxes;
  private final Draw draw;

  RequestPoints(CompiledPolicy policy, Draw draw) {
    this.policy = policy;
    this.boxes = new RuleBoxes(policy);
    this.draw = draw;
  }

  /** One, if the rule matches any. */
  Optional<Request> of(RankedRule rule) {
    List<Integer> point = new ArrayList<>();
    for (BitSet set : boxes.box(rule)) {
      if (set.isEmpty()) {
        return Optional.empty();
      }
      point.add(draw.one(set.stream().boxed().toList()));
    }
    return Optional.of(request(point));
  }

  /** The request at a point of the boxes of a policy. */
  Request request(List<Integer> point) {
    Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    for (int i = 0; i < policy.dimensions().size(); i++) {
      String name = policy.name(i, point.get(i));
      values.put(
          policy.dimensions().get(i),
          switch (name) {
            case Dimension.UNKNOWN -> List.of("not-registered");
            case Dimension.MISSING -> List.of();
            default -> List.of(name);
          });
    }
    Instant time = boxes.instant(point);
    return AuthZen.readRequest(
        RequestJson.write("u", values, boxes.attributes(point), time, time.plusSeconds(60)));
  }
}
