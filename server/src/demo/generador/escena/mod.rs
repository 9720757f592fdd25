//! What follows the formulation in the scene of the Modificación: the plan adjusted and approved
//! in December, executed month by month, and changed under way.

mod aprobacion;
mod borrador;
mod ejecucion;
mod modificaciones;

use domain::{Mes, entry::Body};

use super::{Incoherencia, base::Base, history::History};

/// From December of the year before to the eve of the day on which the scene opens.
pub fn write<S: FnMut(Body)>(history: &mut History<S>, base: &Base) -> Result<(), Incoherencia> {
    aprobacion::write(history, base)?;
    let last = Mes::from_number(7).unwrap_or(Mes::DICIEMBRE);
    let mut observada = None;
    for mes in Mes::todos().filter(|mes| *mes <= last) {
        ejecucion::write(history, base, mes)?;
        // The month that ended last is still being looked at.
        if mes < last {
            ejecucion::close(history, base, mes)?;
        }
        match mes.number() {
            4 => observada = modificaciones::of_may(history, base)?,
            5 => modificaciones::observe(history, base, observada.take())?,
            _ => {}
        }
    }
    modificaciones::of_august(history, base)
}
