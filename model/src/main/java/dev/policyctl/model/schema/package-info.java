/**
 * The published JSON Schemas as a second opinion on a file's shape. Located nodes come in, findings
 * at the offending node or key go out. For files in which a record reader found a defect, and for
 * whoever wants to know what an editor would say; a sound file never gets here, because building
 * the schemas costs more than reading most repositories.
 */
@NullMarked
package dev.policyctl.model.schema;

import org.jspecify.annotations.NullMarked;
