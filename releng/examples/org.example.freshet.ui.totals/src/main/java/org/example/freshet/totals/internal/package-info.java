/** The view. */
package org.example.freshet.totals.internal;
