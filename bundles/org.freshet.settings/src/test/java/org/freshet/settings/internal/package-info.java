/** Tests of secrets, alone and in a framework with Configuration Admin and Declarative Services. */
package org.freshet.settings.internal;
