//! A Modificacion as it is read (Art. 8.2.3, 11): what a plan is before and after it, for a draft and
//! for one that was presented alike; the list of them, and one with what may be done with it now.

mod comparacion;
mod estrategico;
mod ficha;
mod lados;
mod lista;

pub use comparacion::{
    ActividadCitada, BalanceRubro, CambioActividad, Comparacion, GrupoLeido, MetaComparada, MovimientoActividad,
    MovimientoRubro, balance, comparacion, grupos, metas, movimientos,
};
pub use estrategico::{AporteComparado, EfectoEstrategico, Nivel, Parte, efecto};
pub use ficha::{FichaModificacion, ficha, ofrecidos};
pub use lados::lados;
pub use lista::{FilaModificacion, HitoVersion, PaginaModificaciones, hitos, modificaciones};
