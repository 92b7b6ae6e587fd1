/**
 * What tests need: facilities of the machine, which must be there where a change is judged ({@code CI=true}), and properties of what is
 * tested, without which a test makes no sense and is not generated.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.testkit.conditions;
