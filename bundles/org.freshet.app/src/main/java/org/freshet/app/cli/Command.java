package org.freshet.app.cli;

import java.io.IOException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of the program. A new object for each run, so it may have fields. */
interface Command {

    /**
     * Its options and parameters. Built in code, not from annotations: picocli's reflection over annotated classes would be the
     * largest part of what this program does before it does its work.
     */
    CommandSpec spec();

    /**
     * Does the work.
     *
     * @return an {@link ExitCode}
     * @throws CommandFailed with the line that the user reads
     * @throws IOException if a file failed; its words become that line
     */
    int run(ParseResult line, Context context) throws CommandFailed, IOException, InterruptedException;
}
