/** Tests of the settings of storages on local disks. */
package org.freshet.storage.local.internal;
