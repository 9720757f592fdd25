//! The tree of units as a list of lines: what is visible, and what a search finds.
//! Pure; the widget is in [`super::unit_picker`].

use std::collections::BTreeSet;

use domain::Id;
use domain::plan::UnidadOrganica;
use domain::texto::fold;
use domain::vista::NodoUnidad;

/// `17.19 Unidad de Racionalización y Estadística`.
#[must_use]
pub fn label(node: &NodoUnidad) -> String {
    if node.codigo.is_empty() { node.nombre.clone() } else { format!("{} {}", node.codigo, node.nombre) }
}

/// Whether the units under one are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    Leaf,
    Open,
    Closed,
}

/// A line on screen: which node, and how its branch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeLine {
    pub index: usize,
    pub branch: Branch,
    pub place: Place,
}

/// Why a line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is what one looks for.
    Own,
    /// It only leads to what was found.
    Way,
}

/// Lines to show. A search opens every branch that leads to a find, whatever is closed.
#[must_use]
pub fn lines(nodes: &[NodoUnidad], closed: &BTreeSet<Id<UnidadOrganica>>, search: &str) -> Vec<TreeLine> {
    let words: Vec<String> = fold(search).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() { unfolded(nodes, closed) } else { found(nodes, &words) }
}

fn unfolded(nodes: &[NodoUnidad], closed: &BTreeSet<Id<UnidadOrganica>>) -> Vec<TreeLine> {
    let mut hidden_below = None;
    let mut lines = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        if hidden_below.is_some_and(|level| node.nivel > level) {
            continue;
        }
        let folded = closed.contains(&node.id);
        hidden_below = folded.then_some(node.nivel);
        let branch = match (has_children(nodes, index), folded) {
            (false, _) => Branch::Leaf,
            (true, true) => Branch::Closed,
            (true, false) => Branch::Open,
        };
        lines.push(TreeLine { index, branch, place: Place::Own });
    }
    lines
}

/// From the last to the first, so that a find brings the superiors that lead to it.
fn found(nodes: &[NodoUnidad], words: &[String]) -> Vec<TreeLine> {
    let mut wanted_above = 0;
    let mut lines = Vec::new();
    for (index, node) in nodes.iter().enumerate().rev() {
        let leads = wanted_above > node.nivel;
        let text = fold(&label(node));
        let fits = words.iter().all(|word| text.contains(word));
        if leads || fits {
            wanted_above = node.nivel;
            let branch = if leads { Branch::Open } else { Branch::Leaf };
            lines.push(TreeLine { index, branch, place: if fits { Place::Own } else { Place::Way } });
        }
    }
    lines.reverse();
    lines
}

/// The first line that is what one looks for.
#[must_use]
pub fn first_found(lines: &[TreeLine]) -> usize {
    lines.iter().position(|line| line.place == Place::Own).unwrap_or_default()
}

fn has_children(nodes: &[NodoUnidad], index: usize) -> bool {
    nodes.get(index + 1).is_some_and(|next| next.nivel > nodes[index].nivel)
}

/// The line one lands on by moving `step` lines from `from`, stopping at both ends.
#[must_use]
pub fn moved(from: usize, step: isize, count: usize) -> usize {
    from.saturating_add_signed(step).min(count.saturating_sub(1))
}

/// The line of the superior of the unit at `line`.
#[must_use]
pub fn superior_line(nodes: &[NodoUnidad], lines: &[TreeLine], line: usize) -> Option<usize> {
    let level = nodes.get(lines.get(line)?.index)?.nivel;
    lines[..line].iter().rposition(|above| nodes[above.index].nivel < level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit_address::address;
    use domain::Id;

    fn tree() -> Vec<NodoUnidad> {
        let rows = [
            (1, "", "Alcaldía"),
            (2, "", "Gerencia Municipal"),
            (3, "17", "Oficina de Planeamiento y Presupuesto"),
            (4, "17.19", "Unidad de Racionalización y Estadística"),
            (3, "24", "Oficina de Administración y Finanzas"),
            (4, "24.28", "Unidad de Abastecimiento"),
        ];
        rows.into_iter()
            .enumerate()
            .map(|(n, (nivel, codigo, nombre))| NodoUnidad {
                id: format!("00000000-0000-7000-8000-{n:012}").parse::<Id<_>>().expect("an id"),
                codigo: codigo.to_owned(),
                nombre: nombre.to_owned(),
                nivel,
                superior: None,
            })
            .collect()
    }

    fn shown(nodes: &[NodoUnidad], lines: &[TreeLine]) -> Vec<String> {
        lines.iter().map(|line| address(&nodes[line.index])).filter(|address| address.len() < 8).collect()
    }

    #[test]
    fn all_branches_are_open_at_first() {
        let nodes = tree();
        let all = lines(&nodes, &BTreeSet::new(), "");
        assert_eq!(all.len(), nodes.len());
        assert_eq!((all[2].branch, all[3].branch), (Branch::Open, Branch::Leaf));
    }

    #[test]
    fn a_closed_branch_hides_what_is_under_it_only() {
        let nodes = tree();
        let closed = BTreeSet::from([nodes[2].id]);
        assert_eq!(shown(&nodes, &lines(&nodes, &closed, "")), ["17", "24", "24.28"]);
    }

    #[test]
    fn a_search_ignores_accents_and_brings_the_superiors() {
        let nodes = tree();
        let find = lines(&nodes, &BTreeSet::from([nodes[2].id]), "racionalizacion 17");
        assert_eq!((find.len(), first_found(&find)), (4, 3));
        assert_eq!(shown(&nodes, &find), ["17", "17.19"]);
    }

    #[test]
    fn a_search_without_finds_is_empty() {
        assert!(lines(&tree(), &BTreeSet::new(), "zoológico").is_empty());
    }

    #[test]
    fn left_goes_to_the_superior_and_arrows_stop_at_the_ends() {
        let nodes = tree();
        let all = lines(&nodes, &BTreeSet::new(), "");
        assert_eq!(superior_line(&nodes, &all, 5), Some(4));
        assert_eq!(superior_line(&nodes, &all, 0), None);
        assert_eq!((moved(0, -1, 6), moved(5, 1, 6), moved(0, 1, 0)), (0, 5, 0));
    }
}
