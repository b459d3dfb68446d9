package io.github.ddbmessaging.campaign;

import java.util.function.IntSupplier;

/**
 * The library with one mistake in it.
 *
 * @param mistake what is wrong with it
 * @param amongOldGroups whether the campaign among groups of the original application is to find it
 * @param firstFailure plays runs with it; returns which is the first to fail, from 1, or 0
 */
record BrokenCopy(String mistake, boolean amongOldGroups, IntSupplier firstFailure) {
  @Override
  public String toString() {
    return amongOldGroups ? mistake + ", among old groups" : mistake;
  }
}
