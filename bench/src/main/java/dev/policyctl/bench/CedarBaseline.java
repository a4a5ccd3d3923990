package dev.policyctl.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cedar, through its JNI binding, on a {@link Fragment}: a person in roles in roles, asking about a
 * model; everything else is context. The policy set is parsed once and kept on the native side; a
 * request carries the entities that it needs and no others.
 */
final class CedarBaseline {
  private static final EntityTypeName PERSON = EntityTypeName.parse("Person").orElseThrow();
  private static final EntityTypeName ROLE = EntityTypeName.parse("Role").orElseThrow();
  private static final EntityTypeName MODEL = EntityTypeName.parse("Model").orElseThrow();
  private static final EntityUID INVOKE = EntityTypeName.parse("Action").orElseThrow().of("invoke");

  private final Registries registries;
  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final PolicySet policies;

  CedarBaseline(Fragment fragment) {
    this.registries = fragment.registries();
    Set<com.cedarpolicy.model.policy.Policy> sources = new HashSet<>();
    CedarText text = new CedarText(registries);
    fragment
        .policy()
        .rules()
        .forEach(
            rule ->
                sources.add(
                    new com.cedarpolicy.model.policy.Policy(text.policy(rule), rule.id().value())));
    this.policies = new PolicySet(sources);
    try {
      policies.cache();
    } catch (CacheException e) {
      throw new IllegalStateException("Cedar does not accept the policies", e);
    }
  }

  /** A request as Cedar takes it, with the entities that it concerns. */
  record Question(AuthorizationRequest request, Entities entities) {}

  Question question(Request request) {
    Set<EntityUID> roles = new HashSet<>();
    Map<String, Entity> entities = new HashMap<>();
    for (String role : request.values(Dimension.ROLES)) {
      roles.add(ROLE.of(role));
      registry(Dimension.ROLES).withInherited(role).forEach(r -> entities.put(r, role(r)));
    }
    Entity person = new Entity(PERSON.of(request.subjectId().orElse("")), roles);
    String id = canonical(Dimension.MODELS, request).orElseThrow();
    Entity model = new Entity(MODEL.of(id), Map.of("name", new PrimString(id)), Set.of());
    Set<Entity> all = new HashSet<>(entities.values());
    all.add(person);
    all.add(model);
    return new Question(
        new AuthorizationRequest(
            person.getEUID(),
            INVOKE,
            model.getEUID(),
            Optional.of(context(request)),
            Optional.empty(),
            false),
        new Entities(all));
  }

  private Entity role(String id) {
    Set<EntityUID> parents =
        Optional.ofNullable(registry(Dimension.ROLES).entries().get(id)).stream()
            .flatMap(entry -> entry.inherits().stream())
            .map(parent -> ROLE.of(parent.value()))
            .collect(Collectors.toSet());
    return new Entity(ROLE.of(id), parents);
  }

  private Map<String, Value> context(Request request) {
    Map<String, Value> context = new HashMap<>();
    for (Dimension dimension : CedarText.IN_CONTEXT) {
      canonical(dimension, request)
          .ifPresent(id -> context.put(dimension.singular(), new PrimString(id)));
    }
    for (Attribute attribute : List.of(Attribute.INPUT_TOKENS, Attribute.MAX_OUTPUT_TOKENS)) {
      request
          .attribute(attribute)
          .ifPresent(v -> context.put(attribute.key(), new PrimLong(v.longValueExact())));
    }
    return context;
  }

  private Registry registry(Dimension dimension) {
    return registries.find(dimension).orElseThrow();
  }

  private Optional<String> canonical(Dimension dimension, Request request) {
    return request.values(dimension).stream()
        .findFirst()
        .flatMap(value -> registry(dimension).resolve(value));
  }

  boolean allows(Question question) {
    AuthorizationResponse response;
    try {
      response = engine.isAuthorized(question.request(), policies, question.entities());
    } catch (AuthException e) {
      throw new IllegalStateException("Cedar does not accept a request", e);
    }
    return response
        .success
        .orElseThrow(() -> new IllegalStateException("Cedar refuses: " + response))
        .isAllowed();
  }
}
