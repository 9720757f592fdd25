use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Dinero, Mes, Plan, Rol,
    catalogo::{CodigoRubro, TipoGasto},
    plan::{
        AccionEstrategica, Actividad, Agregacion, EstadoModificacion, Fase, Gasto, Insumo, Modificacion,
        ObjetivoEstrategico, UnidadOrganica, Valor, VersionNombrada,
    },
    rama::conflictos,
    vista::{Financiamiento, linea_financiamiento},
};

use super::{
    super::{EDITOR, EDITOR_NUEVO},
    *,
};

fn demonstration() -> Demostracion {
    plan(Parametros::demostracion()).unwrap()
}

/// Per unit, rubro, type and month, from the lines alone.
type Recount = BTreeMap<(Id<UnidadOrganica>, CodigoRubro, TipoGasto, Mes), i64>;

fn recount(plan: &Plan) -> Recount {
    let mut sums = Recount::new();
    for line in plan.todos::<Insumo>().values() {
        let unidad = plan.get(line.actividad).unwrap().unidad;
        let months = line.valor.importes().unwrap();
        for mes in Mes::todos().filter(|mes| !months[*mes].es_cero()) {
            *sums.entry((unidad, line.rubro, line.tipo(), mes)).or_default() += months[mes].centimos();
        }
    }
    sums
}

#[test]
fn totals_equal_a_recount_of_the_lines() {
    let plan = demonstration().plan;
    let mut totals = Recount::new();
    for unidad in plan.todos::<UnidadOrganica>().keys() {
        for (rubro, tipo, months) in plan.totales().propio(*unidad).filas() {
            for mes in Mes::todos().filter(|mes| !months[*mes].es_cero()) {
                totals.insert((*unidad, rubro, tipo, mes), months[mes].centimos());
            }
        }
    }
    let recount = recount(&plan);
    assert_eq!(totals, recount);
    assert_eq!(plan.totales().institucion().total(), Dinero::from_centimos(recount.values().sum()));
}

#[test]
fn the_same_seed_makes_the_same_plan_and_another_seed_another() {
    let params =
        Parametros { actividades: 40, semilla: 7, unidades: 20, insumos_por_actividad: 6, escena: Escena::Formulacion };
    let hash = |params| plan(params).unwrap().plan.state_hash().unwrap();
    assert_eq!(hash(params), hash(params));
    assert_ne!(hash(params), hash(Parametros { semilla: 8, ..params }));
}

/// Who opens a demonstration finds what others found: a new scene leaves this one as it is.
#[test]
fn the_scene_of_formulation_is_what_it_always_was() {
    let made = demonstration();
    let last = made.asientos.last().unwrap();
    assert_eq!(made.plan.state_hash().unwrap().short(), "8b94cfea");
    assert_eq!(last.instante.to_string(), "2016-03-11T16:16:21.000142Z");
}

#[test]
fn the_entries_replayed_are_the_plan() {
    let made = demonstration();
    let mut replayed = Plan::new(made.plan.id(), made.plan.ejercicio(), made.plan.entidad().clone());
    let mut last = None;
    for (body, version) in made.asientos.iter().zip(1..) {
        assert_eq!(body.version, version);
        assert!(last < Some(body.instante), "instants are monotonic");
        assert!(body.instante.fecha_lima() < made.hoy);
        assert!(made.personas.iter().any(|person| person.id == body.persona));
        last = Some(body.instante);
        replayed.apply_entry(body);
    }
    assert_eq!(replayed.state_hash(), made.plan.state_hash());
}

#[test]
fn the_framework_is_the_annex() {
    let plan = demonstration().plan;
    let objectives: Vec<_> = plan.todos::<ObjetivoEstrategico>().values().collect();
    assert_eq!(objectives.len(), 12);
    assert_eq!(objectives.iter().map(|row| row.claves.len()).sum::<usize>(), 29);
    let strategies: Vec<_> = plan.todos::<AccionEstrategica>().values().collect();
    assert_eq!(strategies.len(), 14);
    assert!(strategies.iter().all(|row| row.es_provisional()), "the annex gives no AEI indicator or target");
    assert!(strategies.iter().all(|row| plan.actividades_bajo(row.id).count() > 0));
    let fifth = objectives.iter().find(|row| &*row.codigo == "OEI.05").unwrap();
    assert_eq!(&*fifth.indicadores[0].meta_literal, "100% al 2018 1 al año como mínimo");
    assert_eq!(fifth.indicadores[0].metas.len(), 2);
}

#[test]
fn the_real_form_is_in_the_unit_of_the_editor() {
    let made = demonstration();
    let editor = made.cuentas.iter().find(|account| account.usuario == EDITOR).unwrap();
    let own: Vec<_> = made.plan.actividades_de(editor.unidad.unwrap()).collect();
    let registro = own.iter().find(|row| &*row.nombre == "Registro SIAF fase compromiso anual").unwrap();
    let months = registro.meta.meses.map(|month| month.unwrap().to_string());
    assert_eq!(months, ["25", "50", "100", "100", "100", "100", "150", "150", "150", "150", "200", "205"]);
    assert_eq!(registro.meta.anual(registro.agregacion).unwrap().to_string(), "1,480");
    assert_eq!(registro.codigo.as_str(), "AOI30044000001");
}

#[test]
fn the_new_editor_begins_in_an_empty_unit_with_techos_in_four_rubros() {
    let made = demonstration();
    let unidad = made.cuentas.iter().find(|account| account.usuario == EDITOR_NUEVO).unwrap().unidad.unwrap();
    assert_eq!(made.plan.actividades_de(unidad).count(), 0);
    assert_eq!(made.plan.techos().keys().filter(|key| key.unidad == unidad).count(), 4);
    for account in &made.cuentas {
        assert!(account.unidad.is_some(), "{}", account.usuario);
    }
    assert!(Rol::TODOS.iter().all(|rol| made.cuentas.iter().any(|account| account.rol == *rol)));
}

#[test]
fn activities_have_what_the_directive_asks_for() {
    let plan = demonstration().plan;
    assert_eq!(plan.todos::<Actividad>().len(), 120);
    for row in plan.todos::<Actividad>().values() {
        let lines = plan.insumos_de(row.id).count();
        assert!((6..=10).contains(&lines), "{}: {lines} insumos", row.nombre);
        assert!(plan.tareas_de(row.id).count() >= 3 && plan.elementos_de(row.id).count() >= 1, "{}", row.nombre);
        assert!(!row.responsable.is_empty() && !row.verificacion.is_empty() && !row.lugares.is_empty());
        if row.agregacion == Agregacion::Suma {
            let months: domain::Cantidad = row.meta.meses.iter().flatten().copied().sum();
            assert_eq!(row.meta.anual(row.agregacion), Some(months), "{}", row.nombre);
        }
    }
    let sequenced = plan.todos::<Actividad>().values().filter(|row| !row.predecesoras.is_empty()).count();
    assert!(sequenced >= 5, "{sequenced} activities with a predecessor");
    let draft = plan.todos::<Insumo>().values().filter(|line| matches!(line.valor, Valor::PorDetallar { .. }));
    assert!(draft.count() > 0, "some line is still to be detailed");
}

#[test]
fn techos_never_pass_the_frame() {
    let plan = demonstration().plan;
    let mut sums: BTreeMap<CodigoRubro, Dinero> = BTreeMap::new();
    for (key, techo) in plan.techos() {
        let sum = sums.entry(key.rubro).or_default();
        *sum = sum.mas(techo.propuesto);
    }
    for (rubro, sum) in sums {
        assert!(sum <= plan.marco_presupuestal()[&rubro], "rubro {rubro}");
    }
}

#[test]
fn some_units_are_funded_whole_and_a_few_activities_fall_below_the_line() {
    let plan = demonstration().plan;
    let (mut whole, mut cut, mut partial, mut none) = (0, 0, 0, 0);
    for unidad in plan.todos::<UnidadOrganica>().keys() {
        let line = linea_financiamiento(&plan, *unidad);
        match line.corte {
            None if line.filas.is_empty() => {}
            None => whole += 1,
            Some(_) => cut += 1,
        }
        for (_, state, _) in line.filas {
            match state {
                Financiamiento::Financiada => {}
                Financiamiento::Parcial { .. } => partial += 1,
                Financiamiento::SinFinanciamiento { .. } => none += 1,
            }
        }
    }
    let seen = format!("units: {whole} whole, {cut} cut; activities: {partial} in part, {none} without funding");
    assert!(whole >= 6 && cut >= 4 && (8..40).contains(&partial) && none >= 1, "{seen}");
}

#[test]
fn a_large_plan_has_exactly_what_was_asked_for() {
    let params = Parametros {
        actividades: 1_500,
        semilla: 1,
        unidades: 60,
        insumos_por_actividad: 8,
        escena: Escena::Formulacion,
    };
    let made = plan_por_partes(params, |_| ()).unwrap();
    assert_eq!(made.plan.todos::<UnidadOrganica>().len(), 60);
    assert_eq!(made.plan.todos::<Actividad>().len(), 1_500);
    assert_eq!(made.plan.todos::<Insumo>().len(), 12_000);
    let names: BTreeSet<_> = made.plan.todos::<Actividad>().values().map(|row| row.nombre.clone()).collect();
    assert_eq!(names.len(), 1_500, "every activity has a name of its own");
    assert_eq!(made.plan.totales().institucion().total().centimos(), recount(&made.plan).values().sum::<i64>());
}

fn under_way() -> Demostracion {
    plan(Parametros::de(Escena::Modificacion)).unwrap()
}

#[test]
fn the_plan_under_way_is_of_2016_approved_and_closed_to_june() {
    let made = under_way();
    let approved = made.plan.aprobacion().unwrap();
    assert_eq!(made.plan.ejercicio().year(), 2016);
    assert_eq!(made.hoy.to_string(), "2016-08-15");
    assert_eq!(approved.resolucion.to_string(), "Resolución de Alcaldía N° 875-2015-MPH/A del 29/12/2015");
    assert_eq!(made.plan.cerrado().map(Mes::nombre), Some("junio"));
    assert!(!made.plan.genericas().no_reciben.is_empty());
    let opening: Dinero = approved.pia.iter().map(|(_, amount)| amount).sum();
    assert!(opening > Dinero::CERO && made.plan.todos::<Actividad>().len() == 120);
    for (key, programado) in made.plan.programado() {
        assert_eq!(made.plan.pim(key), programado, "PIM is what is programmed");
    }
}

#[test]
fn it_executes_from_january_to_july_and_no_further_with_some_reversal() {
    let plan = under_way().plan;
    let july = Mes::from_number(7).unwrap();
    let months = |row: &Gasto, mes: Mes| [row.get(Fase::Certificado, mes), row.get(Fase::Devengado, mes)];
    for mes in Mes::todos() {
        let spent = plan.gastos().values().any(|row| months(row, mes).iter().any(Option::is_some));
        let done = plan.todos_los_avances().values().any(|row| row[mes].is_some());
        assert_eq!((spent, done), (mes <= july, mes <= july), "{mes}");
    }
    let negative = |row: &Gasto| row.certificado.iter().flatten().any(|amount| amount.es_negativo());
    assert!(plan.gastos().values().any(|row| negative(row)), "some certificado is taken back");
    let spent = plan.ejecutado().institucion();
    assert!(spent.de_tipo(Fase::Certificado) > spent.de_tipo(Fase::Devengado));
}

#[test]
fn four_modificaciones_stand_each_where_it_got_to() {
    let plan = under_way().plan;
    let mut states: Vec<_> = plan.todos::<Modificacion>().values().map(|row| row.estado.nombre()).collect();
    states.sort_unstable();
    assert_eq!(states, ["aprobada", "con opinión de la OPP", "observada", "presentada"]);
    for row in plan.todos::<Modificacion>().values() {
        let overtaken = !conflictos(&row.cambios, &plan).is_empty();
        assert_eq!(overtaken, matches!(row.estado, EstadoModificacion::Observada { .. }), "{}", row.titulo);
    }
    let names: Vec<_> = plan.todos::<VersionNombrada>().values().map(|row| row.nombre.to_string()).collect();
    assert_eq!(names, ["Aprobado", "Modificado 1"]);
}

#[test]
fn the_history_under_way_is_in_order_and_repeats_itself() {
    let (made, again) = (under_way(), under_way());
    let mut replayed = Plan::new(made.plan.id(), made.plan.ejercicio(), made.plan.entidad().clone());
    let mut last = None;
    for body in &made.asientos {
        assert!(last < Some(body.instante) && body.instante.fecha_lima() < made.hoy);
        last = Some(body.instante);
        replayed.apply_entry(body);
    }
    let hash = made.plan.state_hash().unwrap();
    assert_eq!((replayed.state_hash().unwrap(), again.plan.state_hash().unwrap()), (hash, hash));
}

#[test]
fn plans_of_other_sizes_are_under_way_too() {
    for (actividades, unidades) in [(5, 15), (40, 20), (600, 60)] {
        let params = Parametros { actividades, unidades, ..Parametros::de(Escena::Modificacion) };
        let made = plan_por_partes(params, |_| ()).unwrap();
        assert_eq!(made.plan.cerrado().map(Mes::nombre), Some("junio"), "{actividades} activities");
    }
}
