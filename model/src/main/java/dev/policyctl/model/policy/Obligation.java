package dev.policyctl.model.policy;

import dev.policyctl.model.text.Text;
import java.util.Locale;
import java.util.Optional;

/** Something the gateway must do with a request that it lets through, or tell somebody. */
public record Obligation(Action action, Text argument) {

  /** What is to be done. */
  public enum Action {
    /** Remove what the profile detects. The argument is a redaction profile. */
    REDACT("profile"),
    /** Replace what the profile detects by tokens. The argument is a redaction profile. */
    TOKENIZE("profile"),
    /** Use another model. The argument is a model's id or alias. */
    ROUTE_TO("model"),
    /** Log at a level. */
    LOG("level"),
    /** Tell a channel. */
    NOTIFY("channel");

    private final String argumentName;

    Action(String argumentName) {
      this.argumentName = argumentName;
    }

    /** The word in policies and decisions: {@code route_to}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the argument in a decision: {@code profile}. */
    public String argumentName() {
      return argumentName;
    }

    /** The action with this word, if there is one. */
    public static Optional<Action> ofLabel(String label) {
      for (Action action : values()) {
        if (action.label().equals(label)) {
          return Optional.of(action);
        }
      }
      return Optional.empty();
    }
  }
}
