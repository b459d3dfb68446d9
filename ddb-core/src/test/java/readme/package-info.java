/** The README's first example, as a user of the library would write it. */
package readme;
