//! The acts of the framework as commands: adding, withdrawing, ordering the ruta.
//! Pure: the page sends them.

use domain::plan::{
    AccionEstrategica, CampoAccion, CampoObjetivo, Comparador, Estado, MetaEstrategica, ObjetivoEstrategico, Orden,
    Vencimiento,
};
use domain::texto::{Parrafo, Texto};
use domain::vista::PaginaMarco;
use domain::{Command, Id};

use super::lineas::{Nodo, accion, objetivo};

/// One step towards the beginning or the end of the ruta.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paso {
    Antes,
    Despues,
}

/// A move in the ruta: its command, and where the row goes among how many.
pub struct Movimiento {
    pub command: Command,
    pub lugar: usize,
    pub total: usize,
}

/// Moves a row one place among its siblings in force; `None` at the end of the list.
#[must_use]
pub fn mover(page: &PaginaMarco, nodo: Nodo, paso: Paso) -> Option<Movimiento> {
    match nodo {
        Nodo::Objetivo(id) => {
            let rows: Vec<_> =
                page.objetivos.iter().map(|row| &row.objetivo).filter(|row| row.estado.es_vigente()).collect();
            let at = rows.iter().position(|row| row.id == id)?;
            let orders: Vec<&Orden> = rows.iter().map(|row| &row.orden).collect();
            let (nuevo, lugar) = siguiente(&orders, at, paso)?;
            let seen = CampoObjetivo::Orden(rows[at].orden.clone());
            let command = Command::EditarObjetivo { id, seen, nuevo: CampoObjetivo::Orden(nuevo) };
            Some(Movimiento { command, lugar, total: rows.len() })
        }
        Nodo::Accion(id) => {
            let padre = accion(page, id)?.accion.objetivo;
            let rows: Vec<_> = objetivo(page, padre)?
                .acciones
                .iter()
                .map(|row| &row.accion)
                .filter(|row| row.estado.es_vigente())
                .collect();
            let at = rows.iter().position(|row| row.id == id)?;
            let orders: Vec<&Orden> = rows.iter().map(|row| &row.orden).collect();
            let (nuevo, lugar) = siguiente(&orders, at, paso)?;
            let seen = CampoAccion::Orden(rows[at].orden.clone());
            let command = Command::EditarAccion { id, seen, nuevo: CampoAccion::Orden(nuevo) };
            Some(Movimiento { command, lugar, total: rows.len() })
        }
    }
}

/// The key of the place next to `at`, and that place counted from 1.
fn siguiente(orders: &[&Orden], at: usize, paso: Paso) -> Option<(Orden, usize)> {
    match paso {
        Paso::Antes => {
            let target = at.checked_sub(1)?;
            let before = target.checked_sub(1).map(|place| orders[place]);
            Some((Orden::entre(before, Some(orders[target])), target + 1))
        }
        Paso::Despues => {
            let target = at + 1;
            let after = *orders.get(target)?;
            Some((Orden::entre(Some(after), orders.get(target + 1).copied()), target + 1))
        }
    }
}

/// Withdraws a row in force, or restores a withdrawn one.
#[must_use]
pub fn alternar(nodo: Nodo, estado: Estado) -> Command {
    let other = match estado {
        Estado::Vigente => Estado::Retirado,
        Estado::Retirado => Estado::Vigente,
    };
    match nodo {
        Nodo::Objetivo(id) => {
            let (seen, nuevo) = (CampoObjetivo::Estado(estado), CampoObjetivo::Estado(other));
            Command::EditarObjetivo { id, seen, nuevo }
        }
        Nodo::Accion(id) => {
            let (seen, nuevo) = (CampoAccion::Estado(estado), CampoAccion::Estado(other));
            Command::EditarAccion { id, seen, nuevo }
        }
    }
}

/// A new OEI at the end of the ruta.
#[must_use]
pub fn nuevo_objetivo(
    page: &PaginaMarco,
    id: Id<ObjetivoEstrategico>,
    codigo: Texto<20>,
    enunciado: Parrafo,
) -> Command {
    let last = page.objetivos.last().map(|row| &row.objetivo.orden);
    Command::RegistrarObjetivo(ObjetivoEstrategico {
        id,
        codigo,
        enunciado,
        indicadores: vec![],
        claves: vec![],
        responsable: None,
        orden: Orden::entre(last, None),
        estado: Estado::Vigente,
    })
}

/// A new AEI at the end of its OEI.
#[must_use]
pub fn nueva_accion(
    page: &PaginaMarco,
    id: Id<AccionEstrategica>,
    padre: Id<ObjetivoEstrategico>,
    codigo: Texto<20>,
    enunciado: Parrafo,
) -> Command {
    let last = objetivo(page, padre).and_then(|row| row.acciones.last()).map(|row| &row.accion.orden);
    Command::RegistrarAccion(AccionEstrategica {
        id,
        objetivo: padre,
        codigo,
        enunciado,
        indicadores: vec![],
        evidencias: vec![],
        responsable: None,
        orden: Orden::entre(last, None),
        estado: Estado::Vigente,
    })
}

/// The code after the last of a list: `OEI.12` → `OEI.13`, keeping its width.
#[must_use]
pub fn codigo_siguiente<'a>(codes: impl Iterator<Item = &'a str>, first: &str) -> String {
    let split = |code: &'a str| -> Option<(&'a str, usize, u32)> {
        let start = code.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at + 1);
        let digits = &code[start..];
        Some((&code[..start], digits.len(), digits.parse().ok()?))
    };
    let last = codes.filter_map(split).max_by_key(|(_, _, number)| *number);
    last.map_or_else(|| first.to_owned(), |(stem, width, number)| format!("{stem}{:0width$}", number + 1))
}

/// A structured target, read: "≥ 60 % cada año".
#[must_use]
pub fn meta_leida(meta: &MetaEstrategica) -> String {
    let sign = match meta.comparador {
        Comparador::Igual => "=",
        Comparador::AlMenos => "≥",
    };
    format!("{sign} {} {} {}", meta.valor, meta.unidad, vencimiento_leido(meta.vencimiento))
}

#[must_use]
pub fn vencimiento_leido(vencimiento: Vencimiento) -> String {
    match vencimiento {
        Vencimiento::CadaEjercicio => "cada año".to_owned(),
        Vencimiento::AlEjercicio(year) => format!("al {year}"),
        Vencimiento::AlCierre => "al cierre del PDI".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_code_follows_the_last_and_keeps_its_width() {
        assert_eq!(codigo_siguiente(["OEI.09", "OEI.12", "libre"].into_iter(), "OEI.01"), "OEI.13");
        assert_eq!(codigo_siguiente(["AEI.04.01"].into_iter(), "x"), "AEI.04.02");
        assert_eq!(codigo_siguiente(std::iter::empty(), "OEI.01"), "OEI.01");
    }

    #[test]
    fn a_step_lands_between_the_neighbours_of_the_new_place() {
        let a = Orden::primero();
        let b = Orden::entre(Some(&a), None);
        let c = Orden::entre(Some(&b), None);
        let rows = [&a, &b, &c];
        let (order, place) = siguiente(&rows, 2, Paso::Antes).unwrap();
        assert!(a < order && order < b && place == 2);
        let (order, place) = siguiente(&rows, 0, Paso::Despues).unwrap();
        assert!(b < order && order < c && place == 2);
        assert!(siguiente(&rows, 0, Paso::Antes).is_none() && siguiente(&rows, 2, Paso::Despues).is_none());
    }

    #[test]
    fn a_target_is_read_with_its_sign_and_its_term() {
        let meta = MetaEstrategica {
            valor: domain::Cantidad::enteras(60),
            unidad: "%".to_owned().try_into().unwrap(),
            comparador: Comparador::AlMenos,
            vencimiento: Vencimiento::AlEjercicio(2018),
        };
        assert_eq!(meta_leida(&meta), "≥ 60 % al 2018");
    }
}
