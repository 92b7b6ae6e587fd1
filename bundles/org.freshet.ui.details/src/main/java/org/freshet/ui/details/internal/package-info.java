/**
 * What the detail views share: a page that follows the selection and polls while it is visible, tables that paint only what
 * changed, actions with keys, a dialog whose input is never lost, and what is remembered between runs.
 */
package org.freshet.ui.details.internal;
