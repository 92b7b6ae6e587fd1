/**
 * One desktop a profile: a later process hands what it was asked to open to the one that runs, through a socket in the profile's folder
 * that only its user can open.
 */
package org.freshet.app.handover;
