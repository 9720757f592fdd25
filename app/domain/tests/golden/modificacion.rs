//! Examples of what is done with a Modificacion.

use domain::catalogo::CodigoClasificador;
use domain::command::Presentacion;
use domain::plan::*;
use domain::texto::Parrafo;
use domain::{Change, Command};

use super::soporte::*;

fn genericas() -> Genericas {
    let code = |text| CodigoClasificador::new(text).unwrap();
    Genericas { no_dan: vec![code("2.1")], no_reciben: vec![code("2.1"), code("2.6")] }
}

fn presentacion() -> Presentacion {
    let plan = aprobado::aprobado();
    let mut branch = rama::rama(&plan);
    rama::completar(&mut branch);
    domain::rama::presentacion(&plan, &branch).unwrap()
}

pub fn tramites() -> Vec<Change> {
    let mut plan = aprobado::aprobado();
    let command = Command::PresentarModificacion(presentacion());
    let presented = act(&mut plan, &aprobado::jefe(), &command).unwrap();
    let text = || Parrafo::new("Un texto").unwrap();
    let efecto = vec![(ClaveTecho { unidad: id(UNIDAD), rubro: rubro(8) }, soles(-5))];
    let actos = vec![aprobado::resolucion(dia(2017, 8, 1))];
    let states = [
        (EstadoModificacion::ConOpinion { opinion: text() }, ClasePaso::Opinion),
        (EstadoModificacion::Observada { comentario: text() }, ClasePaso::Observacion),
        (EstadoModificacion::Rechazada { motivo: text() }, ClasePaso::Rechazo),
        (EstadoModificacion::Retirada, ClasePaso::Retiro),
        (EstadoModificacion::Aprobada { numero: 1, actos, version: id(601), efecto }, ClasePaso::Aprobacion),
    ];
    let step = |(ahora, clase)| {
        let paso = Paso { persona: id(903), fecha: dia(2017, 8, 15), clase };
        Change::ModificacionTramitada { id: id(700), antes: EstadoModificacion::Presentada, ahora, paso }
    };
    let barred = Change::GenericasFijadas { antes: Genericas::default(), ahora: genericas() };
    presented.into_iter().chain(states.map(step)).chain([barred]).collect()
}

pub fn modificar() -> Vec<Command> {
    let text = || Parrafo::new("Un texto").unwrap();
    vec![
        Command::PresentarModificacion(presentacion()),
        Command::OpinarModificacion { id: id(700), opinion: text() },
        Command::ObservarModificacion { id: id(700), comentario: text() },
        Command::RechazarModificacion { id: id(700), motivo: text() },
        Command::RetirarModificacion { id: id(700) },
        Command::AprobarModificacion {
            id: id(700),
            version: id(601),
            actos: vec![aprobado::resolucion(dia(2017, 8, 1))],
        },
        Command::FijarGenericas { seen: Genericas::default(), nuevas: genericas() },
    ]
}

pub fn campos_borrador() -> Vec<CampoBorrador> {
    let parrafo = |text| Parrafo::new(text).unwrap();
    vec![
        CampoBorrador::Titulo(nombre("Emergencia vial")),
        CampoBorrador::Causa(None),
        CampoBorrador::Causa(Some(Causa::Entorno)),
        CampoBorrador::Causa(Some(Causa::Estrategias { evaluacion: nombre("Segundo trimestre") })),
        CampoBorrador::Causa(Some(Causa::DecisionGobierno)),
        CampoBorrador::Causa(Some(Causa::IncrementoOReduccion)),
        CampoBorrador::Causa(Some(Causa::NormaDeTecho)),
        CampoBorrador::Clase(ClaseModificacion::FuncionalProgramatico),
        CampoBorrador::Clase(ClaseModificacion::Institucional),
        CampoBorrador::Sustento(parrafo("Un sustento")),
        CampoBorrador::Ruta(None),
        CampoBorrador::Ruta(Some(RevisionRuta::Cambiada)),
        CampoBorrador::Ruta(Some(RevisionRuta::RevisadaSinCambio { motivo: parrafo("Sigue igual") })),
    ]
}
