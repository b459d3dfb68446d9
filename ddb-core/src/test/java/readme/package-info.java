/** The README's examples, as users of the library would write them. */
package readme;
