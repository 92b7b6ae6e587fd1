package org.freshet.ui.details.internal;

/** Tells a person of what could not be done where there is no field to tell it at. UI thread. */
public interface Notices {

    /**
     * Something that was asked for was refused or failed.
     *
     * @param what what failed and what to do about it
     * @param fault why
     */
    void failed(String what, Throwable fault);

    /** Figures could not be read: a defect, to be logged and not to be shown every second. */
    void defect(String what, Throwable fault);
}
