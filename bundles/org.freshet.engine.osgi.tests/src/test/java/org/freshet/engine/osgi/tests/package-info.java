/** What only the framework can show: services that come and go under running torrents. */
package org.freshet.engine.osgi.tests;
