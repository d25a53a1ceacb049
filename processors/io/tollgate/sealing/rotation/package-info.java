/**
 * Rotation of key-encryption keys: show which one wrapped what, rewrap everything with another one, retire the old one.
 * Files are not sealed again.
 */
package io.tollgate.sealing.rotation;
