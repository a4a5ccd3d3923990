package dev.policyctl.cli.render;

import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.validators.Validation;
import dev.policyctl.validators.signature.Signatures;
import java.util.Map;

/**
 * What {@code validate} reports.
 *
 * @param root how the user names the policy root
 * @param source what was read: {@code work tree} or a revision
 * @param asOf the moment that the run judged by, RFC 3339
 * @param files every file that was read, by path
 * @param scope what was looked at, in words, as {@code 6 policies, 212 rules}
 * @param signatures who signed it, and whether that was judged at all
 */
public record Report(
    String root,
    String source,
    String asOf,
    Map<String, ParsedFile> files,
    String scope,
    Signatures signatures,
    Validation validation) {}
