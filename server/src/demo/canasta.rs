//! What activities of each profile buy: items with plausible prices of 2016.
//!
//! Rows read: classifier, item, unit of measure, then `price x from to` (a line por
//! cantidad: quantities a month, within the range) or `each from to` (a line por
//! importe: soles a month) or `once from to` (por importe, in a single month).

/// How a line of the basket is valued.
#[derive(Clone, Copy)]
pub enum Forma {
    /// Unit price as typed, and the range of the quantity a month.
    Cantidad { precio: &'static str, desde: u32, hasta: u32 },
    /// Soles each month, the same.
    Mensual { desde: u32, hasta: u32 },
    /// Soles in one month.
    Puntual { desde: u32, hasta: u32 },
}

/// One item.
pub struct Articulo {
    pub clasificador: &'static str,
    pub detalle: &'static str,
    pub medida: &'static str,
    pub forma: Forma,
}

/// What kind of work an activity is, which decides what it buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Perfil {
    Oficina,
    Evento,
    Estudio,
    Campo,
    Obra,
    Sistema,
}

impl Perfil {
    pub fn canasta(self) -> &'static [Articulo] {
        match self {
            Self::Oficina => OFICINA,
            Self::Evento => EVENTO,
            Self::Estudio => ESTUDIO,
            Self::Campo => CAMPO,
            Self::Obra => OBRA,
            Self::Sistema => SISTEMA,
        }
    }
}

macro_rules! forma {
    (each $desde:literal $hasta:literal) => {
        Forma::Mensual { desde: $desde, hasta: $hasta }
    };
    (once $desde:literal $hasta:literal) => {
        Forma::Puntual { desde: $desde, hasta: $hasta }
    };
    ($precio:literal x $desde:literal $hasta:literal) => {
        Forma::Cantidad { precio: $precio, desde: $desde, hasta: $hasta }
    };
}

macro_rules! canasta {
    ($($clasificador:literal $detalle:literal $medida:literal ($($forma:tt)+);)*) => {
        &[$(Articulo {
            clasificador: $clasificador,
            detalle: $detalle,
            medida: $medida,
            forma: forma!($($forma)+),
        }),*]
    };
}

const OFICINA: &[Articulo] = canasta! {
    "2.3.1.5.1.2" "Papel bond A4 de 80 g" "Millar" ("24.50" x 1 4);
    "2.3.1.5.1.1" "Tóner negro para impresora láser" "Unidad" ("289.90" x 0 1);
    "2.3.1.5.1.2" "Archivador de palanca tamaño oficio" "Unidad" ("5.80" x 2 6);
    "2.3.1.5.1.2" "Bolígrafo de tinta azul, caja de 50" "Caja" ("18.75" x 0 1);
    "2.3.1.5.1.2" "Fólder de manila A4" "Ciento" ("22.3333" x 0 2);
    "2.3.1.5.3.1" "Papel toalla de dos hojas" "Paquete" ("9.60" x 1 3);
    "2.3.1.99.1.3" "Suscripción a revista especializada" "Unidad" ("45.00" x 0 1);
    "2.3.2.8.1.1" "Especialista administrativo, contrato administrativo de servicios" "Mes" (each 1800 2600);
    "2.3.2.8.1.2" "EsSalud del contrato administrativo de servicios" "Mes" (each 100 125);
    "2.3.2.2.3.1" "Mensajería local y a Lima" "Servicio" (each 60 180);
    "2.3.2.1.2.1" "Pasajes Ayacucho - Lima - Ayacucho" "Unidad" ("180.00" x 0 1);
    "2.3.2.1.2.2" "Viáticos por comisión de servicio" "Día" ("320.00" x 0 2);
    "2.3.2.2.4.4" "Empastado y anillado de documentos" "Servicio" (once 250 900);
    "2.6.3.2.1.2" "Escritorio de melamina con cajonera" "Unidad" ("650.00" x 0 1);
};

const EVENTO: &[Articulo] = canasta! {
    "2.3.2.7.10.1" "Alquiler de local y equipo de sonido" "Servicio" (once 600 1800);
    "2.3.2.7.3.2" "Ponente especializado" "Servicio" (once 1500 3500);
    "2.3.1.1.1.1" "Refrigerio para participantes" "Ración" ("6.50" x 20 60);
    "2.3.1.9.1.2" "Carpeta con material para participantes" "Unidad" ("4.80" x 20 60);
    "2.3.1.9.1.1" "Cartilla informativa impresa a color" "Millar" ("380.00" x 0 1);
    "2.3.1.5.1.2" "Papelógrafo y plumones" "Juego" ("28.50" x 1 3);
    "2.3.2.2.4.1" "Difusión en radio local" "Servicio" (each 250 700);
    "2.3.2.2.4.4" "Banner y gigantografía" "Servicio" (once 180 650);
    "2.3.2.1.2.1" "Transporte de participantes a distritos" "Unidad" ("15.00" x 4 12);
    "2.3.2.7.11.99" "Facilitador de talleres" "Servicio" (each 1500 2200);
    "2.3.1.5.3.1" "Material de limpieza del local" "Juego" ("32.40" x 0 1);
    "2.3.1.99.1.4" "Certificado impreso en cartulina" "Ciento" ("85.00" x 0 1);
    "2.3.2.7.11" "Servicios por especificar en el ajuste" "Servicio" (once 300 900);
};

const ESTUDIO: &[Articulo] = canasta! {
    "2.3.2.7.2.1" "Consultor para la formulación del estudio" "Servicio" (once 9000 24000);
    "2.3.2.7.1.1" "Empresa consultora para trabajo de campo" "Servicio" (once 12000 30000);
    "2.3.2.7.11.99" "Encuestadores y recolección de datos" "Servicio" (once 2400 6000);
    "2.3.1.5.1.2" "Papel bond A3 de 75 g" "Millar" ("52.00" x 0 1);
    "2.3.1.5.1.1" "Tinta para plotter" "Unidad" ("415.50" x 0 1);
    "2.3.2.2.4.4" "Ploteo de planos A1" "Unidad" ("7.50" x 4 20);
    "2.3.1.3.1.1" "Gasohol de 90 octanos" "Galón" ("12.35" x 8 25);
    "2.3.2.5.1.2" "Alquiler de camioneta doble cabina" "Día" ("280.00" x 1 4);
    "2.3.2.1.2.2" "Viáticos para trabajo de campo" "Día" ("160.00" x 1 4);
    "2.3.2.8.1.1" "Asistente técnico, contrato administrativo de servicios" "Mes" (each 1600 2200);
    "2.6.8.1.3.1" "Expediente técnico complementario" "Servicio" (once 6000 14000);
    "2.3.1.99.1.1" "Wincha metálica de 50 m" "Unidad" ("48.90" x 0 1);
    "2.5.4.3.2.1" "Derechos y certificaciones registrales" "Unidad" ("42.00" x 1 4);
};

const CAMPO: &[Articulo] = canasta! {
    "2.3.1.3.1.1" "Petróleo diésel B5" "Galón" ("10.95" x 20 80);
    "2.3.1.3.1.1" "Gasohol de 84 octanos" "Galón" ("11.48" x 10 40);
    "2.3.1.3.1.3" "Aceite para motor 15W-40" "Galón" ("62.00" x 0 2);
    "2.3.1.2.1.1" "Chaleco con cinta reflectiva" "Unidad" ("38.50" x 0 6);
    "2.3.1.2.1.3" "Botín de seguridad" "Par" ("89.00" x 0 4);
    "2.3.1.6.1.4" "Cono y cinta de señalización" "Juego" ("64.20" x 0 3);
    "2.3.1.1.1.1" "Agua de mesa en bidón de 20 litros" "Unidad" ("22.00" x 0 4);
    "2.3.1.8.1.2" "Botiquín de primeros auxilios" "Juego" ("72.80" x 0 1);
    "2.3.1.6.1.1" "Llanta para motocicleta" "Unidad" ("135.00" x 0 2);
    "2.3.2.4.1.3" "Mantenimiento de vehículos menores" "Servicio" (each 180 420);
    "2.3.2.7.11.99" "Promotor de campo" "Servicio" (each 1200 1500);
    "2.3.2.8.1.1" "Técnico de campo, contrato administrativo de servicios" "Mes" (each 1300 1800);
    "2.3.2.1.2.2" "Viáticos a distritos de la provincia" "Día" ("80.00" x 2 8);
    "2.3.2.6.3.4" "Seguro contra accidentes" "Servicio" (once 400 1100);
};

const OBRA: &[Articulo] = canasta! {
    "2.3.1.11.1.1" "Cemento Portland tipo I de 42.5 kg" "Bolsa" ("23.80" x 10 60);
    "2.3.1.11.1.1" "Arena gruesa puesta en obra" "Metro cúbico" ("65.50" x 2 8);
    "2.3.1.11.1.1" "Fierro corrugado de 1/2 pulgada" "Unidad" ("28.90" x 5 30);
    "2.3.1.11.1.1" "Madera tornillo para encofrado" "Metro" ("7.3500" x 10 40);
    "2.3.1.11.1.1" "Pintura de tráfico blanca y amarilla" "Galón" ("78.00" x 2 12);
    "2.3.1.99.1.1" "Carretilla tipo buggy" "Unidad" ("159.00" x 0 3);
    "2.3.1.99.1.1" "Lampa y pico con mango" "Juego" ("62.50" x 0 6);
    "2.3.1.3.1.1" "Petróleo diésel B5 para maquinaria" "Galón" ("10.95" x 40 160);
    "2.3.1.6.1.3" "Cuchilla para motoniveladora" "Juego" ("1480.00" x 0 1);
    "2.3.2.5.1.4" "Alquiler de retroexcavadora" "Día" ("980.00" x 1 5);
    "2.3.2.4.1.5" "Mantenimiento preventivo de maquinaria" "Servicio" (once 1800 5200);
    "2.3.2.7.11.99" "Cuadrilla de mantenimiento" "Servicio" (each 2400 4800);
    "2.1.1.8.1.1" "Obreros permanentes asignados" "Mes" (each 2800 5200);
};

const SISTEMA: &[Articulo] = canasta! {
    "2.6.3.2.3.1" "Computadora de escritorio Core i5" "Unidad" ("2850.00" x 0 1);
    "2.6.3.2.3.1" "Laptop Core i7 de 14 pulgadas" "Unidad" ("4199.90" x 0 1);
    "2.6.6.1.3.2" "Licencia anual de antivirus" "Unidad" ("68.40" x 0 20);
    "2.3.1.6.1.2" "Conmutador de 24 puertos" "Unidad" ("1120.00" x 0 1);
    "2.3.1.5.4.1" "Cable UTP categoría 6" "Rollo" ("412.00" x 0 2);
    "2.3.1.5.4.1" "Conector RJ45, bolsa de 100" "Bolsa" ("45.00" x 0 1);
    "2.3.1.99.1.1" "Juego de herramientas para redes" "Juego" ("185.00" x 0 1);
    "2.3.2.2.2.3" "Internet dedicado de 30 Mbps" "Mes" (each 1900 2800);
    "2.3.2.2.2.1" "Plan de telefonía móvil" "Mes" (each 90 210);
    "2.3.2.7.4.99" "Analista programador" "Servicio" (each 2200 3200);
    "2.3.2.7.4.99" "Alojamiento web y certificado de seguridad" "Servicio" (once 900 2600);
    "2.3.2.8.1.1" "Soporte técnico, contrato administrativo de servicios" "Mes" (each 1500 2000);
    "2.3.2.4.1.5" "Mantenimiento de servidores" "Servicio" (once 1200 3600);
};

#[cfg(test)]
mod tests {
    use domain::Precio;

    use super::{
        super::{catalogos::MEDIDAS, clasificadores::CLASIFICADORES},
        *,
    };

    #[test]
    fn every_item_is_in_the_catalogues_and_has_a_price() {
        for perfil in [Perfil::Oficina, Perfil::Evento, Perfil::Estudio, Perfil::Campo, Perfil::Obra, Perfil::Sistema] {
            assert!(perfil.canasta().len() >= 13, "{perfil:?}");
            for item in perfil.canasta() {
                assert!(CLASIFICADORES.iter().any(|(code, _)| *code == item.clasificador), "{}", item.detalle);
                assert!(MEDIDAS.iter().any(|medida| medida.nombre == item.medida), "{}", item.detalle);
                match item.forma {
                    Forma::Cantidad { precio, desde, hasta } => {
                        assert!(Precio::leer(precio).is_ok() && desde < hasta, "{}", item.detalle);
                    }
                    Forma::Mensual { desde, hasta } | Forma::Puntual { desde, hasta } => {
                        assert!(desde < hasta, "{}", item.detalle);
                    }
                }
            }
        }
    }
}
