//! The weighted graph that is ranked: petgraph's compressed sparse rows, each undirected edge stored both ways.
//!
//! Rows are built in order and sorted by neighbour, so that the same text gives the same sums in the same order.

use petgraph::Directed;
use petgraph::csr::Csr;

/// A frozen graph over nodes `0..nodes`.
pub struct Graph {
    rows: Csr<(), f32, Directed>,
    nodes: usize,
}

impl Graph {
    /// Builds a graph from rows given in ascending order of their node, each with its neighbours and weights. An edge
    /// must be given in the rows of both of its ends.
    pub fn from_rows(nodes: usize, edges: &[(u32, u32, f32)]) -> Self {
        debug_assert!(edges.is_sorted_by_key(|&(from, to, _)| (from, to)));
        // Sorted and unique by construction; an empty graph is what is left if that were ever broken.
        let rows = Csr::from_sorted_edges(edges).unwrap_or_default();
        Self { rows, nodes }
    }

    /// Number of nodes, isolated ones counted.
    pub fn node_count(&self) -> usize {
        self.nodes
    }

    /// Number of undirected edges.
    pub fn edge_count(&self) -> usize {
        self.rows.edge_count() / 2
    }

    /// The neighbours of a node, ascending, and the weight of the edge to each.
    pub fn row(&self, node: usize) -> (&[u32], &[f32]) {
        if node < self.rows.node_count() {
            let node = node as u32;
            (self.rows.neighbors_slice(node), self.rows.edges_slice(node))
        } else {
            (&[], &[])
        }
    }
}

/// Collects one row at a time with a dense accumulator, so that building a graph costs its number of edges.
pub struct RowBuilder {
    sums: Vec<f32>,
    touched: Vec<u32>,
    edges: Vec<(u32, u32, f32)>,
}

impl RowBuilder {
    /// A builder for rows over `nodes` nodes, with room for so many edges, each in the rows of both of its ends.
    pub fn new(nodes: usize, edges: usize) -> Self {
        Self {
            sums: vec![0.0; nodes],
            touched: Vec::new(),
            edges: Vec::with_capacity(edges),
        }
    }

    /// Adds weight between the row's node and `to`.
    pub fn add(&mut self, to: u32, weight: f32) {
        let sum = &mut self.sums[to as usize];
        if *sum == 0.0 {
            self.touched.push(to);
        }
        *sum += weight;
    }

    /// Ends the row of node `from`, which must be greater than all nodes ended before.
    pub fn end_row(&mut self, from: u32) {
        self.touched.sort_unstable();
        for &to in &self.touched {
            self.edges.push((from, to, self.sums[to as usize]));
            self.sums[to as usize] = 0.0;
        }
        self.touched.clear();
    }

    /// The graph of the rows ended so far.
    pub fn build(self) -> Graph {
        Graph::from_rows(self.sums.len(), &self.edges)
    }
}
