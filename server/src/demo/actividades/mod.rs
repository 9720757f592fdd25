//! The activities of the demonstration: four or so made from each actividad
//! clave of Anexo 01, each given to a unit that would do it.
//!
//! Rows read: unit, name, `medida sujeto atributo` of the indicator, aggregation,
//! profile of spending, and the level of the annual target.

mod gestion;
mod servicios;
mod territorio;

use domain::plan::Agregacion;

use super::canasta::Perfil;

/// One activity to plan.
pub struct Modelo {
    /// Position of the actividad clave it is made from, 0 to 28 in the order of the annex.
    pub clave: usize,
    pub unidad: &'static str,
    pub nombre: &'static str,
    pub medida: &'static str,
    pub sujeto: &'static str,
    pub atributo: &'static str,
    pub agregacion: Agregacion,
    pub perfil: Perfil,
    /// The annual target in whole units; where months do not add up, the level they reach.
    pub nivel: u32,
}

macro_rules! modelos {
    ($($clave:literal {
        $($unidad:literal $nombre:literal
          $medida:literal $sujeto:literal $atributo:literal $agregacion:ident $perfil:ident $nivel:literal;)+
    })+) => {
        &[$($($crate::demo::actividades::Modelo {
            clave: $clave,
            unidad: $unidad,
            nombre: $nombre,
            medida: $medida,
            sujeto: $sujeto,
            atributo: $atributo,
            agregacion: domain::plan::Agregacion::$agregacion,
            perfil: $crate::demo::canasta::Perfil::$perfil,
            nivel: $nivel,
        }),+),+]
    };
}
use modelos;

/// A.O.1, a local government's real activity of those years: its twelve targets add up to 1,480.
pub const REGISTRO_SIAF: Modelo = Modelo {
    clave: 16,
    unidad: "abastecimiento",
    nombre: "Registro SIAF fase compromiso anual",
    medida: "Registro",
    sujeto: "expedientes de contratación",
    atributo: "en fase de compromiso anual en el SIAF",
    agregacion: Agregacion::Suma,
    perfil: Perfil::Oficina,
    nivel: 1_480,
};

/// The months of A.O.1.
pub const METAS_REGISTRO_SIAF: [u32; 12] = [25, 50, 100, 100, 100, 100, 150, 150, 150, 150, 200, 205];

/// All of them, A.O.1 first, then in the order of the annex.
pub fn todos() -> impl Iterator<Item = &'static Modelo> + Clone {
    std::iter::once(&REGISTRO_SIAF).chain(servicios::MODELOS).chain(gestion::MODELOS).chain(territorio::MODELOS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        super::{
            catalogos::MEDIDAS,
            unidades::{CONFIRMADAS, VACIA},
        },
        *,
    };

    #[test]
    fn there_are_a_hundred_and_twenty_from_the_twenty_nine_claves() {
        assert_eq!(todos().count(), 120);
        let claves: BTreeSet<_> = todos().map(|modelo| modelo.clave).collect();
        assert_eq!(claves.into_iter().collect::<Vec<_>>(), (0..29).collect::<Vec<_>>());
        let names: BTreeSet<_> = todos().map(|modelo| modelo.nombre).collect();
        assert_eq!(names.len(), 120);
    }

    #[test]
    fn all_units_but_the_empty_one_have_some() {
        for unit in &CONFIRMADAS {
            let count = todos().filter(|modelo| modelo.unidad == unit.llave).count();
            assert_eq!(count == 0, unit.llave == VACIA, "{}: {count}", unit.llave);
        }
        assert!(todos().all(|modelo| CONFIRMADAS.iter().any(|unit| unit.llave == modelo.unidad)));
    }

    #[test]
    fn the_four_kinds_of_aggregation_are_used_and_units_of_measure_are_provable() {
        for agregacion in Agregacion::TODAS {
            assert!(todos().filter(|modelo| modelo.agregacion == agregacion).count() >= 5, "{}", agregacion.nombre());
        }
        for modelo in todos() {
            let medida = MEDIDAS.iter().find(|medida| medida.nombre == modelo.medida);
            assert!(medida.is_some_and(|medida| !medida.verificacion.is_empty()), "{}", modelo.nombre);
        }
    }

    #[test]
    fn the_real_form_adds_up() {
        assert_eq!(METAS_REGISTRO_SIAF.iter().sum::<u32>(), REGISTRO_SIAF.nivel);
    }
}
