/**
 * Files as one sequence of bytes, and back: a tar archive in a gzip member of stored blocks, of
 * which there is one form only. Whatever is not of that form is refused.
 */
@NullMarked
package dev.policyctl.bundle.archive;

import org.jspecify.annotations.NullMarked;
