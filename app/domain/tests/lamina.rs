//! The chart as a drawing of its own.

#![allow(clippy::unwrap_used, reason = "a fixture that does not build is a failed test")]

mod soporte;

use std::collections::BTreeMap;

use domain::Command;
use domain::command::{Fila, NuevaActividad};
use domain::plan::{CampoActividad, ClaseElemento, ElementoCritico, Estado, SituacionElemento, Ventana};
use domain::vista::cronograma::{Consulta, Encuadre, Escala, Lamina, Nivel, esqueleto, lamina};
use domain::{Mes, Plan};
use soporte::*;

fn ventana(from: (u32, u32), to: (u32, u32)) -> Ventana {
    Ventana { inicio: dia(2017, from.0, from.1), fin: dia(2017, to.0, to.1) }
}

/// Two activities, the second begun before the first one ends.
fn enlazadas() -> Plan {
    let mut plan = plan();
    for number in [100, 101] {
        let days = Some(ventana((3, 1), (6, 30)));
        let name = nombre("Elaborar <expedientes> & \"fichas\"\nde la unidad");
        must(
            &mut plan,
            &editor(),
            Command::CrearActividad(NuevaActividad { ventana: days, nombre: name, ..nueva(number) }),
        );
    }
    let (seen, nuevo) = (CampoActividad::Predecesoras(vec![]), CampoActividad::Predecesoras(predecesoras([100])));
    must(&mut plan, &editor(), Command::EditarActividad { id: id(101), seen, nuevo });
    let row = ElementoCritico {
        id: id(400),
        actividad: id(100),
        descripcion: nombre("Convenio"),
        clase: ClaseElemento::Evento,
        mes: Mes::from_number(4).unwrap(),
        situacion: SituacionElemento::EnRiesgo,
        estado: Estado::Vigente,
    };
    must(&mut plan, &editor(), Command::CrearElemento(row));
    plan
}

fn dibujo(plan: &Plan, escala: Escala, base: &BTreeMap<Fila, Ventana>) -> Lamina {
    lamina(plan, &Consulta::new(id(UNIDAD)), &Encuadre { escala, hoy: dia(2017, 5, 2), base })
}

#[test]
fn every_row_has_its_name_its_bar_and_its_links() {
    let plan = enlazadas();
    let drawn = dibujo(&plan, Escala::Mes, &BTreeMap::new());
    let count = |text: &str| drawn.svg.matches(text).count();
    assert_eq!(count("<g>"), esqueleto(&plan, &Consulta::new(id(UNIDAD))).len());
    // 1 March is the 60th day, five pixels each, after the names; until 30 June.
    let bar = format!("x=\"{}\" y=\"137\" width=\"{}\" height=\"12\" rx=\"2\" fill=\"#1c7a74\"", 420 + 59 * 5, 122 * 5);
    assert_eq!(count(&bar), 1, "{}", drawn.svg);
    assert_eq!(count("stroke-dasharray"), 1, "the link that does not hold");
    assert_eq!(count("Hoy 02/05/2017"), 1);
    assert!(drawn.svg.contains("Elaborar &lt;expedientes&gt; &amp; &quot;fichas&quot; de la unidad"));
    assert_eq!(count("#ab2016"), 2, "the link, and the critical element at risk");
}

#[test]
fn it_stands_on_its_own() {
    for escala in Escala::TODAS {
        let drawn = dibujo(&enlazadas(), escala, &BTreeMap::new());
        let open = |what: &str| drawn.svg.matches(what).count();
        assert_eq!(open("<text"), open("</text>"));
        assert_eq!(open("<g>"), open("</g>"));
        for outside in ["style=", "class=", "href", "url(", "<style", "<script", "<image", "<foreignObject"] {
            assert!(!drawn.svg.contains(outside), "{outside}");
        }
        assert!(drawn.svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width="));
        assert!(drawn.svg.ends_with("</svg>\n"));
    }
}

#[test]
fn what_it_is_compared_with_is_a_line_under_the_bar() {
    let base = BTreeMap::from([(Fila::Actividad(id(100)), ventana((1, 1), (1, 31)))]);
    let drawn = dibujo(&enlazadas(), Escala::Mes, &base);
    assert!(
        drawn.svg.contains("<rect x=\"420\" y=\"150\" width=\"155\" height=\"3\" fill=\"#b8aca0\"/>"),
        "{}",
        drawn.svg
    );
}

#[test]
fn rows_are_those_of_the_query() {
    let mut consulta = Consulta::new(id(UNIDAD));
    consulta.despliegue.hasta = Nivel::Objetivos;
    let base = BTreeMap::new();
    let marco = Encuadre { escala: Escala::Anio, hoy: dia(2016, 5, 2), base: &base };
    let drawn = lamina(&enlazadas(), &consulta, &marco);
    assert_eq!(drawn.svg.matches("<g>").count(), 1);
    assert!(!drawn.svg.contains("Hoy"), "another year");
}

#[test]
fn an_image_of_points_is_as_large_as_browsers_draw() {
    let of = |ancho, alto| Lamina { ancho, alto, svg: String::new() }.ampliacion();
    assert_eq!(of(2_261, 600), Ok(2));
    assert_eq!(of(2_261, 5_000), Ok(1));
    assert!(of(2_261, 16_385).unwrap_err().contains("2261 × 16385 puntos"));
    assert!(of(12_116, 10_000).unwrap_err().contains("SVG"));
}
