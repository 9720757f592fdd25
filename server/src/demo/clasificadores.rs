//! Spending classifiers that a municipality uses, in full dotted form.
//!
//! Codes are the MEF's; the names are this program's own, shorter than the
//! official ones. `2.3.2.7.11` stands beside `2.3.2.7.1.1` on purpose: both
//! condense to 232711, which is therefore refused as ambiguous (SPEC §5).

pub const CLASIFICADORES: [(&str, &str); 66] = [
    // 2.1 Personal y obligaciones sociales
    ("2.1.1.1.1.2", "Remuneración del personal administrativo nombrado"),
    ("2.1.1.1.1.3", "Remuneración del personal contratado a plazo fijo"),
    ("2.1.1.8.1.1", "Remuneración de obreros permanentes"),
    ("2.1.1.9.1.2", "Aguinaldos de julio y diciembre"),
    ("2.1.1.9.1.3", "Bonificación por escolaridad"),
    ("2.1.1.10.1.2", "Dietas de regidores"),
    ("2.1.3.1.1.5", "Contribuciones a EsSalud del personal"),
    // 2.2 Pensiones y otras prestaciones sociales
    ("2.2.2.3.1.1", "Alimentos para programas sociales"),
    // 2.3.1 Bienes
    ("2.3.1.1.1.1", "Alimentos y bebidas para consumo humano"),
    ("2.3.1.2.1.1", "Vestuario, accesorios y prendas diversas"),
    ("2.3.1.2.1.3", "Calzado"),
    ("2.3.1.3.1.1", "Combustibles y carburantes"),
    ("2.3.1.3.1.3", "Lubricantes, grasas y afines"),
    ("2.3.1.5.1.1", "Repuestos y accesorios de oficina (tóner y cintas)"),
    ("2.3.1.5.1.2", "Papelería, útiles y materiales de oficina"),
    ("2.3.1.5.3.1", "Aseo, limpieza y tocador"),
    ("2.3.1.5.4.1", "Electricidad, iluminación y electrónica"),
    ("2.3.1.6.1.1", "Repuestos y accesorios de vehículos"),
    ("2.3.1.6.1.2", "Repuestos de comunicaciones y telecomunicaciones"),
    ("2.3.1.6.1.3", "Repuestos de construcción y máquinas"),
    ("2.3.1.6.1.4", "Accesorios de seguridad"),
    ("2.3.1.7.1.1", "Enseres"),
    ("2.3.1.8.1.2", "Medicamentos"),
    ("2.3.1.8.2.1", "Material, insumos e instrumental médico"),
    ("2.3.1.9.1.1", "Libros, textos y otros impresos de enseñanza"),
    ("2.3.1.9.1.2", "Material didáctico, accesorios y útiles de enseñanza"),
    ("2.3.1.10.1.4", "Fertilizantes, insecticidas y semillas"),
    ("2.3.1.11.1.1", "Suministros de mantenimiento de edificios y estructuras"),
    ("2.3.1.11.1.2", "Suministros de mantenimiento de vehículos"),
    ("2.3.1.11.1.4", "Suministros de mantenimiento de maquinarias y equipos"),
    ("2.3.1.99.1.1", "Herramientas"),
    ("2.3.1.99.1.3", "Libros, diarios, revistas y otros no vinculados a enseñanza"),
    ("2.3.1.99.1.4", "Símbolos, distintivos y condecoraciones"),
    ("2.3.1.99.1.99", "Otros bienes"),
    // 2.3.2 Servicios
    ("2.3.2.1.2.1", "Pasajes y gastos de transporte en el país"),
    ("2.3.2.1.2.2", "Viáticos y asignaciones por comisión de servicio"),
    ("2.3.2.2.1.1", "Suministro de energía eléctrica"),
    ("2.3.2.2.1.2", "Servicio de agua y desagüe"),
    ("2.3.2.2.2.1", "Telefonía móvil"),
    ("2.3.2.2.2.3", "Servicio de internet"),
    ("2.3.2.2.3.1", "Correos y mensajería"),
    ("2.3.2.2.4.1", "Publicidad"),
    ("2.3.2.2.4.4", "Impresiones, encuadernación y empastado"),
    ("2.3.2.3.1.1", "Limpieza e higiene"),
    ("2.3.2.3.1.2", "Seguridad y vigilancia"),
    ("2.3.2.4.1.1", "Mantenimiento de edificaciones y oficinas"),
    ("2.3.2.4.1.3", "Mantenimiento de vehículos"),
    ("2.3.2.4.1.5", "Mantenimiento de maquinarias y equipos"),
    ("2.3.2.5.1.2", "Alquiler de vehículos"),
    ("2.3.2.5.1.4", "Alquiler de maquinarias y equipos"),
    ("2.3.2.6.3.4", "Otros seguros personales"),
    ("2.3.2.7.1.1", "Consultorías de personas jurídicas"),
    ("2.3.2.7.2.1", "Consultorías de personas naturales"),
    ("2.3.2.7.3.2", "Capacitación realizada por personas naturales"),
    ("2.3.2.7.4.99", "Otros servicios de informática"),
    ("2.3.2.7.10.1", "Seminarios, talleres y similares organizados por la entidad"),
    ("2.3.2.7.11", "Otros servicios, sin especificar"),
    ("2.3.2.7.11.99", "Servicios diversos"),
    ("2.3.2.8.1.1", "Contrato administrativo de servicios"),
    ("2.3.2.8.1.2", "Contribuciones a EsSalud del contrato administrativo de servicios"),
    // 2.5 y 2.6
    ("2.5.4.3.2.1", "Derechos administrativos a gobiernos locales"),
    ("2.6.3.2.1.2", "Mobiliario de oficina"),
    ("2.6.3.2.3.1", "Equipos computacionales y periféricos"),
    ("2.6.3.2.9.99", "Maquinarias, equipos y mobiliarios de otras instalaciones"),
    ("2.6.6.1.3.2", "Programas de cómputo"),
    ("2.6.8.1.3.1", "Elaboración de expedientes técnicos"),
];

#[cfg(test)]
mod tests {
    use domain::{
        catalogo::{Clasificador, CodigoClasificador, ResolucionError, TipoGasto, resolver},
        texto::Nombre,
    };

    use super::*;

    fn catalogue() -> Vec<Clasificador> {
        let row = |(code, name): &(&str, &str)| Clasificador {
            codigo: CodigoClasificador::new(code).unwrap(),
            nombre: Nombre::new(name).unwrap(),
        };
        CLASIFICADORES.iter().map(row).collect()
    }

    #[test]
    fn goods_services_and_others_are_all_there() {
        let rows = catalogue();
        for (tipo, at_least) in [(TipoGasto::Bienes, 20), (TipoGasto::Servicios, 20), (TipoGasto::Otros, 10)] {
            assert!(rows.iter().filter(|row| row.codigo.tipo() == tipo).count() >= at_least, "{tipo}");
        }
    }

    #[test]
    fn one_pair_is_ambiguous_when_condensed_and_only_one() {
        let rows = catalogue();
        let error = resolver("232711", rows.iter()).unwrap_err();
        let candidatos = vec!["2.3.2.7.1.1".to_owned(), "2.3.2.7.11".to_owned()];
        assert_eq!(error, ResolucionError::Ambiguo { texto: "232711".into(), candidatos });
        for row in rows.iter().filter(|row| !["2.3.2.7.1.1", "2.3.2.7.11"].contains(&row.codigo.as_str())) {
            let condensed = row.codigo.as_str().replace('.', "");
            assert_eq!(resolver(&condensed, rows.iter()), Ok(row), "{condensed}");
        }
    }
}
