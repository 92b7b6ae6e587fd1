/**
 * Bencode (BEP 3): a bounded reader of hostile input into a small immutable tree, and a writer of canonical output. Everything
 * here is plain Java without I/O of its own; values are immutable and safe to share between threads as long as nobody changes
 * the array they were read from.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.metainfo.bencode;
