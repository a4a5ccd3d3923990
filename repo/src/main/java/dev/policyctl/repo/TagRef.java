package dev.policyctl.repo;

/**
 * A tag, of which nothing is known but what it is called and what it names: a tag object or
 * anything else.
 *
 * @param name without {@code refs/tags/}
 * @param id of the object
 */
public record TagRef(String name, String id) {}
