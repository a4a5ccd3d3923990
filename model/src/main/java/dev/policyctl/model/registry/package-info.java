/**
 * The closed world that rules may name: roles, routes, models, classifications and the optional
 * dimensions, with inheritance, aliases and globs.
 */
@NullMarked
package dev.policyctl.model.registry;

import org.jspecify.annotations.NullMarked;
