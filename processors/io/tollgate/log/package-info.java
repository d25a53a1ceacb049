/** What log lines carry besides their text: event names that alarms count, and the item and payment they are about. */
package io.tollgate.log;
