/**
 * Located nodes to records. A reader reports each defect where it stands, drops the smallest thing
 * that it concerns, and goes on.
 */
@NullMarked
package dev.policyctl.model.reader;

import org.jspecify.annotations.NullMarked;
