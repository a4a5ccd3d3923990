/**
 * The program as people meet it: a process with arguments, an environment, files and streams. Comes
 * in: the packaged program and folders of policies; goes out: verdicts on its exit codes and on
 * every byte that it prints. Nobody calls.
 */
@NullMarked
package dev.policyctl.acceptance;

import org.jspecify.annotations.NullMarked;
