//! Where the stories of single acts begin: from an empty plan to a Modificacion with its opinion.

use domain::plan::Valor;
use domain::rama::presentacion;
use domain::texto::Parrafo;
use domain::{Command, Dinero, Plan};

use super::soporte::aprobado::{aprobable, aprobado, coordinador, jefe};
use super::soporte::rama::{completar, debe, rama};
use super::soporte::{UNIDAD, con_actividad, cronograma, id, plan, por_cantidad, predecesoras, rubro, soles};

pub fn all() -> Vec<Plan> {
    let approved = aprobado();
    let mut draft = rama(&approved);
    completar(&mut draft);
    let mut presented = approved.clone();
    let it = Command::PresentarModificacion(presentacion(&approved, &draft).unwrap());
    debe(&mut presented, &jefe(), it);
    let mut judged = presented.clone();
    let opinion = Parrafo::new("Procede").unwrap();
    debe(&mut judged, &coordinador(), Command::OpinarModificacion { id: id(700), opinion });
    vec![plan(), con_actividad(), proposed(), scheduled(), aprobable(), approved, draft, presented, judged]
}

/// With a techo that waits for the Titular.
fn proposed() -> Plan {
    let mut plan = con_actividad();
    let (rubro, unidad) = (rubro(8), id(UNIDAD));
    let frame = Command::FijarMarcoPresupuestal { rubro, seen: None, nuevo: soles(1_000) };
    debe(&mut plan, &coordinador(), frame);
    debe(&mut plan, &coordinador(), Command::ProponerTecho { unidad, rubro, seen: None, nuevo: soles(10) });
    plan
}

/// With bars that have targets, money, tasks and links.
fn scheduled() -> Plan {
    let mut plan = plan();
    let whole = cronograma::ventana((1, 1), (12, 31));
    cronograma::crear(&mut plan, 100, whole, &[(1, 3), (2, 4), (11, 5)]);
    cronograma::crear(&mut plan, 101, whole, &[(3, 7)]);
    cronograma::crear(&mut plan, 102, cronograma::ventana((4, 3), (6, 16)), &[(4, 1), (6, 2)]);
    cronograma::seguir(&mut plan, 102, 101, 2);
    cronograma::linea(&mut plan, 200, 100, por_cantidad("3.3333", [7; 12]));
    let importes = std::array::from_fn(|at| if (3..6).contains(&at) { soles(101) } else { Dinero::CERO });
    cronograma::linea(&mut plan, 201, 102, Valor::PorImporte { importes });
    cronograma::tarea(&mut plan, 300, 100, cronograma::ventana((2, 1), (3, 15)), vec![]);
    cronograma::tarea(&mut plan, 301, 100, cronograma::ventana((3, 20), (4, 28)), predecesoras([300]));
    plan
}
