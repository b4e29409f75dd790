//! One file a verb: wires the stages and owns the parallel loop.
