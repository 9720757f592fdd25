//! What past the pages could be sent as a Modificacion: each thing that is not lawful is refused, and
//! nothing has changed.

use std::sync::Arc;

use app::api::plan::Respuesta;
use domain::catalogo::CodigoRubro;
use domain::command::Presentacion;
use domain::plan::{
    Acto, CampoBorrador, CampoInsumo, Campos as _, Causa, ClaseActo, ClaveGasto, EstadoModificacion, Insumo,
    RevisionRuta, Valor,
};
use domain::rama::presentacion;
use domain::texto::{Parrafo, Texto};
use domain::{Change, Command, CommandId, Dinero, Id, Mes, Plan, Rejection};
use uuid::Uuid;

use crate::borradores::{apertura, open, send_in, write_in};
use crate::support::{Database, Site, accepted, fresh, on_both};

on_both!(
    what_is_not_balanced_is_refused_rubro_by_rubro,
    what_is_spent_or_closed_is_not_taken,
    a_presentation_says_what_its_draft_says_or_is_refused,
    one_is_approved_once_and_the_next_meets_what_it_changed,
);

/// Open in the scene: the year is executed to July.
const MES: Mes = Mes::DICIEMBRE;

fn soles(amount: i64) -> Dinero {
    Dinero::from_centimos(amount * 100)
}

/// The analyst of the OPP, whose draft it is; she writes the rows of every unit.
struct Draft<'a> {
    site: &'a Site,
    cookie: String,
    id: Id<Plan>,
}

impl<'a> Draft<'a> {
    async fn begin(site: &'a Site, number: u128) -> Self {
        let cookie = site.sign_in("analista").await;
        let it = apertura(number);
        open(site, &cookie, &it).await;
        let draft = Self { site, cookie, id: it.id };
        let motivo = Parrafo::new("Las prioridades son las mismas").unwrap();
        for nuevo in [
            CampoBorrador::Causa(Some(Causa::DecisionGobierno)),
            CampoBorrador::Sustento(Parrafo::new("Decisión de agosto").unwrap()),
            CampoBorrador::Ruta(Some(RevisionRuta::RevisadaSinCambio { motivo })),
        ] {
            let seen = draft.plan().await.rama().unwrap().modificacion.leer(&nuevo);
            draft.write(Command::EditarBorrador { seen, nuevo }).await;
        }
        draft
    }

    async fn plan(&self) -> Plan {
        let vivo = self.site.server.0.visited(&self.request(), Some(self.id)).await.unwrap().0;
        vivo.state().await.unwrap().plan.clone()
    }

    fn request(&self) -> http::request::Parts {
        http::Request::get("/").header("cookie", &self.cookie).body(()).unwrap().into_parts().0
    }

    async fn write(&self, command: Command) {
        accepted(&write_in(self.site, &self.cookie, self.id, command).await);
    }

    /// Adds to a month of a line, or takes from it.
    async fn move_money(&self, line: Id<Insumo>, mes: Mes, by: Dinero) {
        self.write(change(&self.plan().await, line, mes, by)).await;
    }

    async fn said(&self) -> Presentacion {
        let plan = self.plan().await;
        let base = self.site.vivo.plan_at(plan.rama().unwrap().base).await.unwrap();
        presentacion(&base, &plan).unwrap()
    }

    async fn present(&self) -> Respuesta {
        self.site.send(&self.cookie, Command::PresentarModificacion(self.said().await)).await
    }
}

fn change(plan: &Plan, line: Id<Insumo>, mes: Mes, by: Dinero) -> Command {
    let (Valor::PorImporte { importes } | Valor::PorDetallar { importes }) = &plan.get(line).unwrap().valor else {
        panic!("it is valued por cantidad")
    };
    let campo = |amount| CampoInsumo::ImporteMes(mes, amount);
    Command::EditarInsumo { id: line, seen: campo(importes[mes]), nuevo: campo(importes[mes].mas(by)) }
}

/// Two lines por importe of each of two rubros, of activities that last to December and have not
/// spent all they have.
fn lines(plan: &Plan) -> Vec<(CodigoRubro, [Arc<Insumo>; 2])> {
    let free = |line: &&Arc<Insumo>| {
        let row = plan.get(line.actividad).unwrap();
        let clave = ClaveGasto { actividad: line.actividad, rubro: line.rubro };
        let left = plan.totales().actividad(row.id).de_rubro(line.rubro).menos(plan.gasto(clave).comprometido());
        let importes = match &line.valor {
            Valor::PorImporte { importes } => importes[MES],
            _ => Dinero::CERO,
        };
        line.estado.es_vigente() && row.estado.es_vigente() && importes > soles(100) && left > soles(100)
    };
    let mut found: Vec<(CodigoRubro, Vec<Arc<Insumo>>)> = Vec::new();
    for line in plan.todos::<Insumo>().values().filter(free) {
        match found.iter_mut().find(|(rubro, _)| *rubro == line.rubro) {
            Some((_, all)) if all.iter().all(|one| one.actividad != line.actividad) => all.push(line.clone()),
            Some(_) => {}
            None => found.push((line.rubro, vec![line.clone()])),
        }
    }
    let pairs = found.into_iter().filter_map(|(rubro, all)| match &all[..] {
        [one, other, ..] => Some((rubro, [one.clone(), other.clone()])),
        _ => None,
    });
    pairs.collect()
}

fn refusals(answer: Respuesta) -> Vec<Rejection> {
    match answer {
        Respuesta::Rechazada(all) => all.iter().cloned().collect(),
        other => panic!("{other:?}"),
    }
}

async fn what_is_not_balanced_is_refused_rubro_by_rubro(database: &Database) {
    let site = Site::approved(database).await;
    let draft = Draft::begin(&site, 1).await;
    let before = site.plan().await;
    let [(one, [a, b]), (other, [c, _]), ..] = &lines(&before)[..] else { panic!("two rubros with two lines") };
    draft.move_money(a.id, MES, soles(-10)).await;
    draft.move_money(b.id, MES, Dinero::from_centimos(1_001)).await;
    let by_one = Rejection::Desequilibrio {
        rubro: *one,
        habilitado: Dinero::from_centimos(1_001),
        anulado: soles(10),
        diferencia: Dinero::from_centimos(1),
    };
    assert_eq!(refusals(draft.present().await), [by_one], "one céntimo is too much");
    draft.move_money(b.id, MES, Dinero::from_centimos(-1_001)).await;
    draft.move_money(c.id, MES, soles(10)).await;
    let in_both = refusals(draft.present().await);
    assert_eq!(in_both.len(), 2, "in total it is level: {in_both:?}");
    assert!(
        in_both
            .iter()
            .all(|why| matches!(why, Rejection::Desequilibrio { rubro, .. } if [one, other].contains(&rubro)))
    );
    assert_eq!(site.plan().await, before);
    draft.move_money(c.id, MES, soles(-10)).await;
    draft.move_money(b.id, MES, soles(10)).await;
    accepted(&draft.present().await);
}

async fn what_is_spent_or_closed_is_not_taken(database: &Database) {
    let site = Site::approved(database).await;
    let draft = Draft::begin(&site, 1).await;
    let before = site.plan().await;
    let closed = write_in(&site, &draft.cookie, draft.id, {
        let line = &lines(&before)[0].1[0];
        change(&before, line.id, Mes::ENERO, soles(1))
    });
    let closed = refusals(closed.await);
    assert!(matches!(closed[..], [Rejection::DineroDeMesCerrado { mes: Mes::ENERO, .. }]), "{closed:?}");
    // All that an activity has left of a rubro in which it spent, to another one.
    let spent = |line: &&Arc<Insumo>| {
        let clave = ClaveGasto { actividad: line.actividad, rubro: line.rubro };
        let open: Dinero = match &line.valor {
            Valor::PorImporte { importes } => {
                Mes::todos().filter(|mes| !before.esta_cerrado(*mes)).map(|mes| importes[mes]).sum()
            }
            _ => Dinero::CERO,
        };
        let cost = before.totales().actividad(line.actividad).de_rubro(line.rubro);
        line.estado.es_vigente() && cost.menos(open) < before.gasto(clave).comprometido()
    };
    let line = before.todos::<Insumo>().values().find(spent).expect("an activity that spent ahead").clone();
    let Valor::PorImporte { importes } = &line.valor else { unreachable!() };
    for mes in Mes::todos().filter(|mes| !before.esta_cerrado(*mes) && !importes[*mes].es_cero()) {
        draft.move_money(line.id, mes, Dinero::CERO.menos(importes[mes])).await;
    }
    let refused = refusals(draft.present().await);
    assert!(refused.iter().any(|why| matches!(why, Rejection::BajoComprometido { .. })), "{refused:?}");
    assert_eq!(site.plan().await, before);
}

async fn a_presentation_says_what_its_draft_says_or_is_refused(database: &Database) {
    let site = Site::approved(database).await;
    let draft = Draft::begin(&site, 1).await;
    let before = site.plan().await;
    let (_, [a, b]) = &lines(&before)[0];
    draft.move_money(a.id, MES, soles(-10)).await;
    draft.move_money(b.id, MES, soles(10)).await;
    let said = draft.said().await;
    let mut nobody = said.clone();
    nobody.autores.clear();
    let mut more = said.clone();
    more.cambios.extend(more.cambios.clone());
    let closed = Change::InsumoEditado {
        id: a.id,
        antes: CampoInsumo::ImporteMes(Mes::ENERO, soles(1)),
        ahora: CampoInsumo::ImporteMes(Mes::ENERO, soles(2)),
    };
    let hidden = Presentacion { cambios: vec![closed], ..said.clone() };
    for forged in [nobody, more, hidden] {
        let forged = Command::PresentarModificacion(forged);
        assert_eq!(refusals(site.send(&draft.cookie, forged.clone()).await), [Rejection::BorradorCambiado]);
        let group = refusals(site.send(&draft.cookie, Command::Varios(vec![forged])).await);
        assert!(matches!(group[..], [Rejection::Formato { .. }]), "it is done by itself: {group:?}");
    }
    // Of who is no member, or of a draft that is not there.
    let other = site.sign_in("coordinador").await;
    let theirs = Command::PresentarModificacion(said.clone());
    assert_eq!(refusals(site.send(&other, theirs).await), [Rejection::BorradorAjeno]);
    let nowhere = Command::PresentarModificacion(Presentacion { rama: fresh(99), ..said.clone() });
    assert_eq!(refusals(site.send(&draft.cookie, nowhere).await), [Rejection::BorradorAjeno]);
    let (status, _) = send_in(&site, &other, draft.id, change(&before, a.id, MES, soles(1))).await;
    assert_eq!(status, 404);
    // In the draft, and written in force, it is nothing that may be done.
    let inside = write_in(&site, &draft.cookie, draft.id, Command::PresentarModificacion(said.clone())).await;
    assert_eq!(refusals(inside), [Rejection::SoloEnVigente]);
    let outside = refusals(site.send(&draft.cookie, change(&before, a.id, MES, soles(1))).await);
    assert!(matches!(outside[..], [Rejection::PlanAprobado { .. }]), "{outside:?}");
    assert_eq!(site.plan().await, before);
}

async fn one_is_approved_once_and_the_next_meets_what_it_changed(database: &Database) {
    let site = Site::approved(database).await;
    let (first, second) = (Draft::begin(&site, 1).await, Draft::begin(&site, 10).await);
    let (rubro, [a, b]) = &lines(&site.plan().await)[0];
    for (draft, amount) in [(&first, 10), (&second, 20)] {
        draft.move_money(a.id, MES, soles(-amount)).await;
        draft.move_money(b.id, MES, soles(amount)).await;
    }
    let command = Command::PresentarModificacion(first.said().await);
    let id = CommandId(Uuid::now_v7());
    let version = accepted(&site.send_as(&first.cookie, id, command.clone()).await);
    assert_eq!(
        accepted(&site.send_as(&first.cookie, id, command.clone()).await),
        version,
        "sent again, carried out once"
    );
    let again = refusals(site.send(&first.cookie, command).await);
    assert!(matches!(again[..], [Rejection::EstadoDeModificacion { .. }]), "{again:?}");
    approve(&site, first.said().await.id, 20).await;
    let programmed = site.plan().await.programado_por_rubro(*rubro);
    // An update brings what the plan in force says and nothing else: it would make no author.
    let base = site.plan().await.version();
    let Command::EditarInsumo { id, seen, nuevo } = change(&second.plan().await, b.id, MES, soles(1)) else { panic!() };
    let cambios = vec![Change::InsumoEditado { id, antes: seen, ahora: nuevo }];
    let update = Command::ActualizarBase { base, cambios };
    for forged in [update.clone(), Command::Varios(vec![update])] {
        let refused = refusals(write_in(&site, &second.cookie, second.id, forged).await);
        assert!(matches!(refused[..], [Rejection::Formato { .. }]), "{refused:?}");
    }
    // The other began before: both changed the same months.
    let stale = refusals(second.present().await);
    assert!(stale.len() == 2 && stale.iter().all(|why| matches!(why, Rejection::Conflicto(_))), "{stale:?}");
    assert_eq!(site.plan().await.programado_por_rubro(*rubro), programmed);
}

async fn approve(site: &Site, id: Id<domain::plan::Modificacion>, number: u128) {
    let (coordinador, titular) = (site.sign_in("coordinador").await, site.sign_in("titular").await);
    let opinion = Parrafo::new("Procede").unwrap();
    accepted(&site.send(&coordinador, Command::OpinarModificacion { id, opinion }).await);
    let numero = Texto::new("250-2016-MPH/A").unwrap();
    let fecha = chrono::NaiveDate::from_ymd_opt(2016, 8, 15).unwrap();
    let actos = vec![Acto { clase: ClaseActo::ResolucionAlcaldia, numero, fecha }];
    let approve = Command::AprobarModificacion { id, version: fresh(number), actos };
    let before = site.plan().await;
    accepted(&site.send(&titular, approve.clone()).await);
    let now = site.plan().await;
    assert!(matches!(now.get(id).unwrap().estado, EstadoModificacion::Aprobada { .. }));
    assert_eq!(before.modificaciones_aprobadas() + 1, now.modificaciones_aprobadas());
    let twice = refusals(site.send(&titular, approve).await);
    assert!(
        matches!(twice[..], [Rejection::EstadoDeModificacion { .. } | Rejection::IdentificadorRepetido, ..]),
        "{twice:?}"
    );
}
