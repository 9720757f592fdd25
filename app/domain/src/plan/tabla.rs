//! One way to look any row up by its typed id: `plan.get(id)`, `plan.todos::<Actividad>()`.

use std::sync::Arc;

use imbl::{OrdMap, ordmap::DiffItem};
use uuid::Uuid;

use super::{
    AccionEstrategica, Actividad, ElementoCritico, Insumo, Modificacion, ObjetivoEstrategico, Plan, Tarea,
    UnidadOrganica, VersionNombrada,
};
use crate::{Id, catalogo::UnidadMedida};

/// A kind of row that lives in a plan under its id.
pub trait Tabla: Sized + 'static {
    #[doc(hidden)]
    fn of(plan: &Plan) -> &OrdMap<Id<Self>, Arc<Self>>;
    #[doc(hidden)]
    fn of_mut(plan: &mut Plan) -> &mut OrdMap<Id<Self>, Arc<Self>>;
}

macro_rules! tables {
    ($($row:ty => $field:ident),* $(,)?) => {$(
        impl Tabla for $row {
            fn of(plan: &Plan) -> &OrdMap<Id<Self>, Arc<Self>> {
                &plan.$field
            }
            fn of_mut(plan: &mut Plan) -> &mut OrdMap<Id<Self>, Arc<Self>> {
                &mut plan.$field
            }
        }
    )*

        impl Plan {
            /// Whether a row of any kind has this id.
            #[must_use]
            pub fn ocupado(&self, id: Uuid) -> bool {
                $(self.$field.contains_key(&Id::new(id)))||*
            }
        }
    };
}

tables! {
    UnidadOrganica => unidades,
    ObjetivoEstrategico => objetivos,
    AccionEstrategica => acciones,
    Actividad => actividades,
    Tarea => tareas,
    ElementoCritico => elementos,
    Insumo => insumos,
    UnidadMedida => unidades_medida,
    VersionNombrada => versiones,
    Modificacion => modificaciones,
}

/// What differs between two states of a table, in the order of keys: as it was, and as it is now.
/// What they share is not looked at, so that between one edit and the next it costs nothing.
pub(crate) fn distintas<'a, K: Ord, V: PartialEq>(
    antes: &'a OrdMap<K, V>,
    ahora: &'a OrdMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    antes.diff(ahora).map(|difference| match difference {
        DiffItem::Add(key, now) => (key, None, Some(now)),
        DiffItem::Remove(key, before) => (key, Some(before), None),
        DiffItem::Update { old: (_, before), new: (key, now) } => (key, Some(before), Some(now)),
    })
}

impl Plan {
    /// The row with this id, withdrawn or not.
    #[must_use]
    pub fn get<T: Tabla>(&self, id: Id<T>) -> Option<&Arc<T>> {
        T::of(self).get(&id)
    }

    /// Every row of a kind, in the order of ids.
    #[must_use]
    pub fn todos<T: Tabla>(&self) -> &OrdMap<Id<T>, Arc<T>> {
        T::of(self)
    }
}
