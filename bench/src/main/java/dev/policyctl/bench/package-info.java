/**
 * Benchmarks, and the policies and requests that they run on. A kind and a number of rules come in;
 * a {@link dev.policyctl.bench.Workload} goes out, always the same one: to JMH, to the engines that
 * policyctl is compared with, or to files as a policy repository. For the analyses it is an {@link
 * dev.policyctl.bench.AnalysisWorkload}, some of whose answers are known.
 *
 * <p>Called by JMH and from the command line ({@link dev.policyctl.bench.GenerateRepository},
 * {@link dev.policyctl.bench.AnalysisMeasure}, {@link dev.policyctl.bench.PlotGrowth}); no module
 * uses it.
 */
@NullMarked
package dev.policyctl.bench;

import org.jspecify.annotations.NullMarked;
