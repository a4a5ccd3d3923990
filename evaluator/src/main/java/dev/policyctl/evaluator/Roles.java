package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import java.util.BitSet;
import java.util.Optional;

/** Inheritance of roles, by the numbers of a {@link ValueTable}. */
final class Roles {
  private final BitSet[] effective;
  private final BitSet[] holders;

  Roles(ValueTable table, Registries registries) {
    effective = new BitSet[table.size()];
    holders = new BitSet[table.size()];
    for (int role = 0; role < table.size(); role++) {
      effective[role] = new BitSet();
      holders[role] = new BitSet();
    }
    Optional<Registry> registry = registries.find(Dimension.ROLES);
    for (int role = 0; role < table.size(); role++) {
      set(role, role);
      if (role < table.entries() && registry.isPresent()) {
        for (String inherited : registry.get().withInherited(table.name(role))) {
          set(role, table.number(inherited));
        }
      }
    }
  }

  private void set(int asserted, int inherited) {
    effective[asserted].set(inherited);
    holders[inherited].set(asserted);
  }

  /** An asserted role and all that it inherits; a special value alone. Not to be changed. */
  BitSet effective(int asserted) {
    return effective[asserted];
  }

  /** The asserted roles that have at least one of these roles. */
  BitSet holders(BitSet roles) {
    BitSet all = new BitSet();
    for (int role = roles.nextSetBit(0); role >= 0; role = roles.nextSetBit(role + 1)) {
      all.or(holders[role]);
    }
    return all;
  }
}
