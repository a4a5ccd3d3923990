/** Tests of the generated workloads: they compile, agree with the linear scan, and can be read. */
@NullMarked
package dev.policyctl.bench;

import org.jspecify.annotations.NullMarked;
