/**
 * What operators do with keys: see which key-encryption key wrapped what, wrap everything with another one, retire the
 * old one. No file is sealed anew.
 */
package io.tollgate.sealing.rotation;
