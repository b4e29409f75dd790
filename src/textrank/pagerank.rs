//! Weighted PageRank with a teleport vector, by power iteration.
//!
//! `r(v) = (1 − d)·t(v) + d·( Σ_u r(u)·w(u,v)/W(u) + D·t(v) )`, where `t` is the teleport vector, `W(u)` the sum of
//! `u`'s edge weights and `D` the rank held by nodes without edges (Mihalcea and Tarau 2004, with the personalisation of
//! Haveliwala 2002). petgraph's own `page_rank` is not used: it ignores weights and is quadratic by its documentation.

use super::graph::Graph;

/// When the iteration stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRankOptions {
    /// Share of rank that follows edges; the rest goes to the teleport vector.
    pub damping: f64,
    /// L1 change of the rank vector below which it has converged.
    pub tolerance: f64,
    /// Iterations at most.
    pub iterations: usize,
}

impl Default for PageRankOptions {
    fn default() -> Self {
        Self {
            damping: 0.85,
            tolerance: 1e-3,
            iterations: 40,
        }
    }
}

/// The result; `scores` sum to 1 for a graph with nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranks {
    /// One score a node.
    pub scores: Vec<f64>,
    /// Iterations made.
    pub iterations: usize,
    /// Whether the change fell below the tolerance.
    pub converged: bool,
}

/// Ranks the nodes of `graph`. `teleport` holds one weight a node, not negative, of any sum; all zero means uniform.
pub fn pagerank(graph: &Graph, teleport: &[f64], options: &PageRankOptions) -> Ranks {
    let nodes = graph.node_count();
    let teleport = normalised(teleport, nodes);
    let rows: Vec<(&[u32], &[f32])> = (0..nodes).map(|node| graph.row(node)).collect();
    let shares: Vec<f64> = rows
        .iter()
        .map(|(_, weights)| {
            let sum: f64 = weights.iter().map(|&weight| f64::from(weight)).sum();
            if sum > 0.0 { 1.0 / sum } else { 0.0 }
        })
        .collect();
    let mut scores = teleport.clone();
    let mut flow = vec![0.0; nodes];
    let mut next = vec![0.0; nodes];
    for iteration in 1..=options.iterations {
        let mut dangling = 0.0;
        for ((flow, &score), &share) in flow.iter_mut().zip(&scores).zip(&shares) {
            *flow = score * share;
            if share == 0.0 {
                dangling += score;
            }
        }
        let mut change = 0.0;
        let nodes = rows.iter().zip(&teleport).zip(&scores).zip(&mut next);
        for ((((neighbours, weights), &born), &score), next) in nodes {
            let inflow: f64 = neighbours
                .iter()
                .zip(*weights)
                .map(|(&from, &weight)| flow[from as usize] * f64::from(weight))
                .sum();
            *next = (1.0 - options.damping) * born + options.damping * (inflow + dangling * born);
            change += (*next - score).abs();
        }
        std::mem::swap(&mut scores, &mut next);
        if change < options.tolerance {
            return Ranks {
                scores,
                iterations: iteration,
                converged: true,
            };
        }
    }
    Ranks {
        scores,
        iterations: options.iterations,
        converged: nodes == 0,
    }
}

fn normalised(teleport: &[f64], nodes: usize) -> Vec<f64> {
    let sum: f64 = teleport.iter().sum();
    if sum > 0.0 && teleport.len() == nodes {
        teleport.iter().map(|weight| weight / sum).collect()
    } else {
        vec![1.0 / nodes.max(1) as f64; nodes]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::textrank::graph::RowBuilder;
    use proptest::prelude::*;

    fn graph(nodes: usize, edges: &[(usize, usize, f32)]) -> Graph {
        let mut builder = RowBuilder::new(nodes, edges.len());
        for row in 0..nodes {
            for &(a, b, weight) in edges {
                if a == row && b != row {
                    builder.add(b as u32, weight);
                } else if b == row && a != row {
                    builder.add(a as u32, weight);
                }
            }
            builder.end_row(row as u32);
        }
        builder.build()
    }

    /// The same formula over a dense matrix, iterated to death.
    fn dense(nodes: usize, edges: &[(usize, usize, f32)], teleport: &[f64]) -> Vec<f64> {
        let mut weights = vec![vec![0.0; nodes]; nodes];
        for &(a, b, weight) in edges {
            if a != b {
                weights[a][b] += f64::from(weight);
                weights[b][a] += f64::from(weight);
            }
        }
        let total: f64 = teleport.iter().sum();
        let t: Vec<f64> = teleport.iter().map(|x| x / total).collect();
        let mut rank = t.clone();
        for _ in 0..500 {
            let mut next: Vec<f64> = t.iter().map(|x| 0.15 * x).collect();
            for u in 0..nodes {
                let out: f64 = weights[u].iter().sum();
                for v in 0..nodes {
                    next[v] += 0.85 * rank[u] * if out > 0.0 { weights[u][v] / out } else { t[v] };
                }
            }
            rank = next;
        }
        rank
    }

    proptest! {
        #[test]
        fn it_equals_the_dense_reference_and_sums_to_one(
            edges in prop::collection::vec((0usize..8, 0usize..8, 0.1f32..5.0), 0..20),
            teleport in prop::collection::vec(0.01f64..3.0, 8),
        ) {
            let exact = PageRankOptions { tolerance: 1e-13, iterations: 2000, ..PageRankOptions::default() };
            let ranks = pagerank(&graph(8, &edges), &teleport, &exact);
            prop_assert!(ranks.converged);
            prop_assert!((ranks.scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            for (ours, reference) in ranks.scores.iter().zip(dense(8, &edges, &teleport)) {
                prop_assert!((ours - reference).abs() < 1e-6, "{ours} {reference}");
            }
        }
    }

    #[test]
    fn an_empty_graph_and_a_single_node_are_ranked() {
        let options = PageRankOptions::default();
        assert!(pagerank(&graph(0, &[]), &[], &options).converged);
        assert_eq!(pagerank(&graph(1, &[]), &[0.0], &options).scores, [1.0]);
    }

    #[test]
    fn the_teleport_vector_moves_rank_to_its_nodes() {
        let edges = [(0, 1, 1.0), (1, 2, 1.0)];
        let even = pagerank(&graph(3, &edges), &[1.0; 3], &PageRankOptions::default());
        let biased = pagerank(
            &graph(3, &edges),
            &[9.0, 1.0, 1.0],
            &PageRankOptions::default(),
        );
        assert!(biased.scores[0] > even.scores[0]);
    }
}
