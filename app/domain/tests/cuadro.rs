//! The Cuadro Resumen de presupuesto of a unit (Art. 8.4).

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use domain::catalogo::{CodigoClasificador, TipoGasto};
use domain::plan::{CampoInsumo, Estado, Insumo, Valor};
use domain::vista::{Ambito, CuadroResumen, cuadro_resumen};
use domain::{Command, Dinero, Plan};
use soporte::*;

fn add(plan: &mut Plan, number: u128, codigo: &str, amount: i64) {
    let mut importes = [Dinero::CERO; 12];
    importes[0] = soles(amount);
    let clasificador = CodigoClasificador::new(codigo).unwrap();
    let line = Insumo { clasificador, ..insumo(number, 100, Valor::PorImporte { importes }) };
    must(plan, &editor(), Command::CrearInsumo(line));
}

fn shape(cuadro: &CuadroResumen) -> Vec<(TipoGasto, usize, Dinero)> {
    cuadro.grupos.iter().map(|group| (group.tipo, group.lineas.len(), group.subtotal)).collect()
}

#[test]
fn the_same_item_is_one_line_and_otros_is_left_out_while_it_is_zero() {
    let mut plan = con_actividad();
    add(&mut plan, 201, "2.3.1.5.1.2", 100);
    add(&mut plan, 202, "2.3.1.5.1.2", 50);
    let cuadro = cuadro_resumen(&plan, id(UNIDAD), Ambito::Propio);
    assert_eq!(shape(&cuadro), [(TipoGasto::Bienes, 1, soles(150)), (TipoGasto::Servicios, 0, soles(0))]);
    assert_eq!(cuadro.total, soles(150));
}

#[test]
fn the_superior_reads_it_with_those_below_and_withdrawn_lines_do_not_count() {
    let mut plan = con_actividad();
    add(&mut plan, 201, "2.3.2.7.11.99", 100);
    add(&mut plan, 202, "2.6.3.2.3.1", 70);
    assert_eq!(cuadro_resumen(&plan, id(GERENCIA), Ambito::Propio).total, soles(0));
    let cuadro = cuadro_resumen(&plan, id(GERENCIA), Ambito::ConDependientes);
    assert_eq!(cuadro.grupos.len(), 3);
    assert_eq!(cuadro.total, soles(170));
    let (seen, nuevo) = (CampoInsumo::Estado(Estado::Vigente), CampoInsumo::Estado(Estado::Retirado));
    must(&mut plan, &editor(), Command::EditarInsumo { id: id(202), seen, nuevo });
    let cuadro = cuadro_resumen(&plan, id(GERENCIA), Ambito::ConDependientes);
    assert_eq!((cuadro.grupos.len(), cuadro.total), (2, soles(100)));
}
