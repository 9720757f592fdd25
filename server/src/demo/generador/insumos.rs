//! The cuadro de necesidades of an activity, drawn from the basket of its profile.

use domain::{
    Cantidad, Command, Dinero, Id, Mes, Precio,
    catalogo::{CodigoClasificador, CodigoRubro},
    plan::{Actividad, Estado, Insumo, Orden, Valor, Ventana},
    texto::Nombre,
};

use super::{
    super::canasta::{Articulo, Forma, Perfil},
    Incoherencia,
    base::{Base, codigo_rubro},
    seeded::Seeded,
};

/// Rubros that pay running expenses, by weight.
const CORRIENTES: [(u8, u32); 6] = [(8, 32), (9, 30), (7, 24), (0, 6), (18, 6), (13, 2)];
/// And those that pay equipment, works and studies.
const INVERSION: [(u8, u32); 5] = [(18, 45), (7, 35), (9, 12), (13, 5), (19, 3)];

/// `count` lines, in an order of their own.
pub fn write(
    seeded: &mut Seeded,
    base: &Base,
    perfil: Perfil,
    actividad: Id<Actividad>,
    ventana: Ventana,
    count: usize,
) -> Result<Vec<Command>, Incoherencia> {
    let basket = perfil.canasta();
    let places = seeded.shuffled(basket.len());
    let open: Vec<Mes> = Mes::todos().filter(|mes| ventana.contiene(*mes)).collect();
    let mut commands = Vec::with_capacity(count);
    let mut last: Option<Orden> = None;
    for place in places.into_iter().cycle().take(count) {
        let item = &basket[place];
        let orden = Orden::entre(last.as_ref(), None);
        last = Some(orden.clone());
        commands.push(Command::CrearInsumo(Insumo {
            id: seeded.id(),
            actividad,
            clasificador: CodigoClasificador::new(item.clasificador)?,
            detalle: Nombre::new(item.detalle)?,
            unidad_medida: base.medida(item.medida)?.id,
            rubro: payer(seeded, item)?,
            valor: value(seeded, item, &open)?,
            orden,
            estado: Estado::Vigente,
        }));
    }
    Ok(commands)
}

/// Personnel is paid from what the municipality collects; assets from canon and FONCOMUN.
fn payer(seeded: &mut Seeded, item: &Articulo) -> Result<CodigoRubro, Incoherencia> {
    let code = if item.clasificador.starts_with("2.1.") {
        Some(8)
    } else if item.clasificador.starts_with("2.6.") {
        seeded.weighted(&INVERSION)
    } else {
        seeded.weighted(&CORRIENTES)
    };
    codigo_rubro(code.unwrap_or(9))
}

fn value(seeded: &mut Seeded, item: &Articulo, open: &[Mes]) -> Result<Valor, Incoherencia> {
    match item.forma {
        Forma::Cantidad { precio, desde, hasta } => by_quantity(seeded, precio, desde, hasta, open),
        Forma::Mensual { desde, hasta } => {
            let amount = soles(seeded.between(desde, hasta));
            let mut importes = [Dinero::CERO; 12];
            for mes in open {
                importes[*mes] = amount;
            }
            Ok(Valor::PorImporte { importes })
        }
        Forma::Puntual { desde, hasta } => {
            let mut importes = [Dinero::CERO; 12];
            if let Some(mes) = open.get(seeded.below(open.len())) {
                importes[*mes] = soles(seeded.between(desde, hasta));
            }
            // The one row of the catalogue that names no service in particular.
            Ok(match item.clasificador {
                "2.3.2.7.11" => Valor::PorDetallar { importes },
                _ => Valor::PorImporte { importes },
            })
        }
    }
}

/// Things bought one at a time are bought once; the rest, most months.
fn by_quantity(seeded: &mut Seeded, precio: &str, desde: u32, hasta: u32, open: &[Mes]) -> Result<Valor, Incoherencia> {
    let mut cantidades = [Cantidad::CERO; 12];
    let months = if hasta == 1 { 1 } else { open.len() };
    for place in seeded.shuffled(open.len()).into_iter().take(months) {
        let units = if hasta == 1 { 1 } else { seeded.between(desde, hasta) };
        cantidades[open[place]] = Cantidad::enteras(units);
    }
    Ok(Valor::PorCantidad { precio: Precio::leer(precio)?, cantidades })
}

fn soles(units: u32) -> Dinero {
    Dinero::from_centimos(i64::from(units) * 100)
}
