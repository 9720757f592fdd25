//! Activities from the claves of objectives 5 to 8: posts, resources, enterprise, competitiveness.

use super::modelos;

pub const MODELOS: &[super::Modelo] = modelos! {
    11 {
        "presupuesto" "Actualizar la directiva de formulación y evaluación del plan operativo"
            "Documento" "directivas" "actualizadas y aprobadas" Suma Oficina 2;
        "administracion" "Actualizar el cuadro para asignación de personal provisional"
            "Documento" "cuadros de personal" "actualizados y publicados" Suma Oficina 2;
        "asesoria" "Revisar las ordenanzas que aprueban documentos de gestión"
            "Documento" "proyectos de ordenanza" "con opinión legal favorable" Suma Oficina 10;
        "gerencia-municipal" "Conducir la comisión de actualización de documentos de gestión"
            "Reunión" "comisiones de trabajo" "con acuerdos cumplidos" Suma Oficina 8;
    }
    12 {
        "administracion" "Ejecutar el Plan de Desarrollo de las Personas"
            "Persona" "trabajadores" "capacitados de acuerdo a la Ley Servir" Suma Evento 360;
        "abastecimiento" "Capacitar a las áreas usuarias en requerimientos y términos de referencia"
            "Persona" "trabajadores de áreas usuarias" "capacitados en contrataciones" Suma Evento 120;
        "seguridad" "Entrenar a los serenos en primeros auxilios y mediación"
            "Persona" "serenos" "entrenados y evaluados" Suma Evento 90;
        "sistemas" "Capacitar al personal en herramientas informáticas"
            "Persona" "trabajadores" "que aprueban el curso" Suma Evento 150;
    }
    13 {
        "administracion" "Formular los perfiles de puestos del tránsito a la Ley Servir"
            "Puesto" "perfiles de puestos" "aprobados" Suma Oficina 64;
        "transporte" "Formular el manual de procedimientos de fiscalización del transporte"
            "Documento" "manuales de procedimientos" "aprobados" Suma Oficina 3;
        "abastecimiento" "Formular la directiva de almacén y bienes patrimoniales"
            "Documento" "directivas internas" "aprobadas" Suma Oficina 3;
        "humano" "Formular los reglamentos de uso de los centros culturales y deportivos"
            "Documento" "reglamentos de uso" "aprobados" Suma Oficina 5;
    }
    14 {
        "presupuesto" "Verificar la aplicación de las directivas de presupuesto y planes"
            "Supervisión" "unidades orgánicas" "verificadas" Suma Oficina 28;
        "control" "Evaluar la implantación del sistema de control interno"
            "Porcentaje" "componentes de control interno" "implantados" UltimoValor Oficina 70;
        "administracion" "Hacer el seguimiento de la evaluación de puestos"
            "Informe" "puestos evaluados" "con compromisos de mejora" Suma Oficina 4;
        "gerencia-municipal" "Verificar el cumplimiento del texto de procedimientos en ventanilla"
            "Supervisión" "ventanillas de atención" "verificadas sin aviso" Suma Oficina 36;
    }
    15 {
        "planeamiento" "Negociar y suscribir convenios de cooperación técnica internacional"
            "Convenio" "cooperantes" "con convenio suscrito" Suma Oficina 4;
        "planeamiento" "Actualizar la cartera de ofertas de cooperación de la provincia"
            "Documento" "perfiles de cooperación" "presentados a cooperantes" Suma Oficina 10;
        "humano" "Suscribir convenios con universidades e institutos para prácticas y estudios"
            "Convenio" "universidades e institutos" "con convenio vigente" Maximo Oficina 6;
        "asesoria" "Dar opinión legal previa a los convenios de cooperación"
            "Porcentaje" "proyectos de convenio" "con opinión en cinco días" Promedio Oficina 90;
    }
    16 {
        "territorial" "Formular proyectos de saneamiento para fondos concursables"
            "Proyecto" "proyectos de saneamiento" "presentados a fondos concursables" Suma Estudio 4;
        "economico" "Formular planes de negocio para fondos de apoyo a la competitividad"
            "Proyecto" "planes de negocio" "presentados a concurso" Suma Estudio 8;
        "presupuesto" "Actualizar el programa multianual de inversiones"
            "Documento" "programas de inversión" "actualizados y registrados" Suma Oficina 2;
        "administracion" "Fiscalizar y ampliar la base del impuesto predial"
            "Expediente" "predios" "fiscalizados con resolución de determinación" Suma Campo 1500;
    }
    17 {
        "economico" "Formalizar micro y pequeñas empresas de la provincia"
            "Empresa" "micro y pequeñas empresas" "formalizadas" Suma Evento 240;
        "economico" "Realizar campañas de formalización en mercados y ferias"
            "Campaña" "mercados y ferias" "atendidos con ventanilla móvil" Suma Evento 12;
        "economico" "Asesorar en gestión y tributación a empresas recién formalizadas"
            "Empresa" "empresas formalizadas" "con asesoría completa" Suma Oficina 180;
        "transporte" "Formalizar asociaciones de mototaxistas"
            "Empresa" "asociaciones de mototaxistas" "con permiso de operación" Suma Oficina 18;
    }
    18 {
        "economico" "Fortalecer la cadena productiva de la quinua orgánica"
            "Familia" "productores de quinua" "con asistencia técnica" Suma Campo 380;
        "economico" "Fortalecer la cadena productiva de la tuna y la cochinilla"
            "Hectárea" "tuna y cochinilla" "con manejo mejorado" Suma Campo 120;
        "economico" "Articular al mercado a los artesanos de retablos y textiles"
            "Taller" "asociaciones de artesanos" "articuladas a compradores" Suma Evento 10;
        "economico" "Organizar ferias agropecuarias y gastronómicas"
            "Campaña" "ferias" "con venta directa de productores" Suma Evento 8;
    }
    19 {
        "planeamiento" "Formular el diagnóstico de competitividad de la provincia"
            "Estudio" "diagnósticos de competitividad" "con conformidad" Suma Estudio 1;
        "economico" "Elaborar el plan de competitividad provincial con los gremios"
            "Taller" "gremios empresariales" "que validan el plan" Suma Evento 6;
        "economico" "Levantar el padrón de empresas y mercados de la provincia"
            "Registro" "establecimientos" "empadronados" Suma Campo 3200;
        "presupuesto" "Estimar el costo y las fuentes del plan de competitividad"
            "Documento" "escenarios de financiamiento" "validados" Suma Oficina 2;
    }
    20 {
        "economico" "Suscribir convenios con la Cámara de Comercio y entidades financieras"
            "Convenio" "entidades del sector empresarial" "con convenio suscrito" Suma Oficina 5;
        "economico" "Promover obras por impuestos con empresas de la región"
            "Proyecto" "proyectos priorizados" "con empresa interesada" Suma Oficina 3;
        "alcaldia" "Realizar ruedas de negocios con inversionistas"
            "Reunión" "inversionistas" "que participan en rueda de negocios" Suma Evento 3;
        "transporte" "Acordar con las empresas de transporte la renovación de flota"
            "Convenio" "empresas de transporte" "con compromiso de renovación" Suma Oficina 6;
    }
};
